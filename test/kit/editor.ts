import { type ChildProcess, spawn } from "node:child_process";
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { argumentsFor } from "./command.ts";
import { inProject } from "./files.ts";

/** An editor of a test: the server as `tenor lsp` starts it, in a process of its own. */
export type Editor = {
  readonly connection: ProtocolConnection;
  readonly child: ChildProcess;
  /** The findings sent last for a file, of this version of it or a later one. */
  readonly findings: (uri: string, version: number) => Promise<PublishDiagnosticsParams>;
  /** Everything that was sent about findings, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  /** Ends the server as an editor does; its exit code. */
  readonly end: () => Promise<number | null>;
};

/** Starts the server on a folder and says hello. */
export async function startEditor(rootUri: string): Promise<Editor> {
  const child = spawn(
    process.execPath,
    [...argumentsFor("src/cli/main.ts"), "lsp", "--stdio", `--clientProcessId=${process.pid}`],
    {
      cwd: inProject("."),
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published: PublishDiagnosticsParams[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification("textDocument/publishDiagnostics", (sent: PublishDiagnosticsParams) => {
    published.push(sent);
    for (const one of waiting) one();
  });
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri,
    capabilities: {},
    workspaceFolders: [{ uri: rootUri, name: "specs" }],
  });
  await connection.sendNotification("initialized", {});
  return {
    connection,
    child,
    published,
    findings: (uri, version) =>
      new Promise((resolve) => {
        const look = () => {
          const found = published.findLast((one) => one.uri === uri && (one.version ?? -1) >= version);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    end: async () => {
      const left = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      return left;
    },
  };
}
