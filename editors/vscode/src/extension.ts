import * as path from "node:path";
import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient, type ServerOptions, TransportKind } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

/** Starts the language server of the extension, or the one that the settings name, for every spec that is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("tenor.restart", async () => {
      await client?.stop();
      await start(context);
    }),
    workspace.onDidChangeConfiguration(async (change) => {
      if (!change.affectsConfiguration("tenor")) return;
      await client?.stop();
      await start(context);
    }),
  );
  await start(context);
}

async function start(context: ExtensionContext): Promise<void> {
  const settings = workspace.getConfiguration("tenor");
  const packages = Object.entries(settings.get<Record<string, string>>("packages", {}));
  const flags = packages.flatMap(([name, folder]) => ["--package", `${name}=${folder}`]);
  const own = settings.get<string>("server", "");
  const bundled = path.join(context.extensionPath, "dist", "server.mjs");
  const args = ["lsp", ...flags];
  const serverOptions: ServerOptions =
    own === ""
      ? { module: bundled, args, transport: TransportKind.stdio }
      : { command: own, args, transport: TransportKind.stdio };
  client = new LanguageClient("tenor", "Tenor", serverOptions, {
    documentSelector: [{ language: "tenor" }],
    outputChannel: window.createOutputChannel("Tenor", { log: true }),
  });
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
