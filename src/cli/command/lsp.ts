import type { Command } from "commander";
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serve } from "../../server/server.ts";
import { type Environment, libraryFolder } from "../environment.ts";
import { OK } from "../usage.ts";

/** `tenor lsp`: the language server on standard input and output, until the editor hangs up. */
export function registerLsp(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("lsp")
    .description("answer an editor on standard input and output, by the Language Server Protocol")
    .option("--stdio", "taken for granted; editors say so")
    // The editor says it in its first message too, and the connection ends with that process.
    .option("--clientProcessId <id>", "the process of the editor, as Visual Studio Code says it")
    .action(() => {
      const { packageFolders = {} } = environment();
      const connection = createConnection(
        ProposedFeatures.all,
        new StreamMessageReader(process.stdin),
        new StreamMessageWriter(process.stdout),
      );
      serve(connection, { library: libraryFolder(), packages: packageFolders });
      finish(OK);
    });
}
