import { fileURLToPath } from "node:url";
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { format } from "../format/format.ts";
import type { Source } from "../text/source.ts";
import { VERSION } from "../version.ts";
import { completion } from "./completion.ts";
import { actions, touching, wholeRange } from "./findings.ts";
import { hover } from "./hover.ts";
import { hints, lenses } from "./lenses.ts";
import { type Meant, meantAt } from "./names.ts";
import { folds, outline } from "./outline.ts";
import { publisher } from "./publish.ts";
import { offsetOf, rangeOf } from "./ranges.ts";
import { placesOf, refused, renaming } from "./references.ts";
import { makeRooms, type Place, type ServerOptions } from "./rooms.ts";
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from "./semantic.ts";

const CAPABILITIES: InitializeResult["capabilities"] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  completionProvider: { triggerCharacters: [" ", ":", "[", "/", '"', "."] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  documentFormattingProvider: true,
  codeActionProvider: { codeActionKinds: ["quickfix"] },
  codeLensProvider: {},
  inlayHintProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: true,
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Answers an editor over `connection` until it closes. Every answer is of the text as it stands when it is given; none is kept. */
export function serve(connection: Connection, options: ServerOptions): void {
  const rooms = makeRooms(options);
  const documents = new TextDocuments(TextDocument);
  const publish = publisher(rooms, documents, connection);
  let watches = false;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const folders = params.workspaceFolders ?? (params.rootUri === null ? [] : [{ uri: params.rootUri }]);
    rooms.open(folders.filter(({ uri }) => uri.startsWith("file:")).map(({ uri }) => fileURLToPath(uri)));
    watches = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return { capabilities: CAPABILITIES, serverInfo: { name: "tenor", version: VERSION } };
  });
  connection.onInitialized(() => {
    if (!watches) return;
    const watchers = [{ globPattern: "**/*.tenor" }, { globPattern: "**/*.csv" }, { globPattern: "**/tenor.lock" }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event }: FoldersChanged) => {
    rooms.close(event.removed.map((one) => fileURLToPath(one.uri)));
    rooms.open(event.added.map((one) => fileURLToPath(one.uri)));
  });
  connection.onDidChangeWatchedFiles(() => {
    for (const room of rooms.all()) room.desk.touched();
    publish.soon();
  });
  documents.onDidChangeContent(({ document }) => {
    const { room, path } = rooms.placeOf(document.uri);
    // Where nobody tells what changes on the disk it is looked at again with every change.
    if (!watches) room.desk.touched();
    room.desk.set(path, document.getText());
    publish.soon(document.uri);
  });
  documents.onDidClose(({ document }) => {
    const { room, path } = rooms.placeOf(document.uri);
    room.desk.close(path);
    publish.soon();
  });

  /** What an answer needs of the file it is about; undefined where it cannot be read. */
  const at = (uri: string) => {
    const place = rooms.placeOf(uri);
    const analysis = place.room.desk.analysis(place.path);
    const module = analysis.workspace.modules.get(place.path);
    return module === undefined ? undefined : { ...place, analysis, module, source: module.file.source };
  };
  const uriOf =
    ({ room }: Pick<Place, "room">) =>
    (path: string) =>
      rooms.uriOf(room, path);
  const meantIn = (uri: string, position: { line: number; character: number }) => {
    const file = at(uri);
    if (file === undefined) return undefined;
    const meant = meantAt(file.analysis.workspace, file.path, offsetOf(file.source, position));
    return { file, meant };
  };
  const locations = (file: Place, spans: readonly { source: Source; start: number; end: number }[]) =>
    spans.map((one) => ({ uri: uriOf(file)(one.source.path), range: rangeOf(one) }));

  connection.onCompletion(({ textDocument, position }) => {
    const { room, path } = rooms.placeOf(textDocument.uri);
    const source = room.desk.source(path);
    return source === undefined ? [] : completion(room.desk, path, offsetOf(source, position));
  });
  connection.onHover(({ textDocument, position }) => {
    const file = at(textDocument.uri);
    return (file && hover(file.analysis, file.path, offsetOf(file.source, position))) ?? null;
  });
  connection.onDefinition(({ textDocument, position }) => {
    const found = meantIn(textDocument.uri, position);
    const target = found?.meant && declaredAt(found.meant);
    return found === undefined || target === undefined ? null : locations(found.file, [target]);
  });
  connection.onReferences(({ textDocument, position, context }) => {
    const found = meantIn(textDocument.uri, position);
    if (found?.meant === undefined) return [];
    const places = placesOf(found.file.room.desk, found.meant);
    return locations(found.file, context.includeDeclaration ? places : places.slice(1));
  });
  connection.onDocumentHighlight(({ textDocument, position }) => {
    const found = meantIn(textDocument.uri, position);
    if (found?.meant === undefined) return [];
    const own = placesOf(found.file.room.desk, found.meant).filter((one) => one.source.path === found.file.path);
    return own.map((one) => ({ range: rangeOf(one) }));
  });
  connection.onPrepareRename(({ textDocument, position }) => {
    const found = meantIn(textDocument.uri, position);
    const answer = renaming(found?.meant);
    if (answer.kind === "no") throw new ResponseError(LSPErrorCodes.RequestFailed, answer.why);
    return rangeOf(answer.word);
  });
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const found = meantIn(textDocument.uri, position);
    const answer = renaming(found?.meant);
    if (found?.meant === undefined || answer.kind === "no")
      throw new ResponseError(LSPErrorCodes.RequestFailed, answer.kind === "no" ? answer.why : "there is no name here");
    const why = refused(found.file.analysis.workspace, found.file.path, found.meant, newName);
    if (why !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, why);
    const changes: Record<string, { range: ReturnType<typeof rangeOf>; newText: string }[]> = {};
    for (const one of locations(found.file, placesOf(found.file.room.desk, found.meant)))
      (changes[one.uri] ??= []).push({ range: one.range, newText: newName });
    return { changes };
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const file = at(textDocument.uri);
    return file === undefined ? [] : outline(file.module.file);
  });
  connection.onWorkspaceSymbol(({ query }) => {
    const wanted = query.toLowerCase();
    return rooms.all().flatMap((room) => {
      const paths = room.desk.specs().filter((path) => room.desk.source(path)?.text.toLowerCase().includes(wanted));
      const { modules } = room.desk.workspace(paths.slice(0, MOST_FILES));
      return [...modules.values()].flatMap((module) =>
        [...module.own.values()]
          .filter((one) => one.name.toLowerCase().includes(wanted))
          .map((one) => ({
            name: one.name,
            kind: 5 as const,
            containerName: one.keyword,
            location: { uri: rooms.uriOf(room, one.path), range: rangeOf(one.declaration.name.span) },
          })),
      );
    });
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const file = at(textDocument.uri);
    return file === undefined ? [] : folds(file.source, file.module.file);
  });
  connection.onDocumentFormatting(({ textDocument }) => {
    const { room, path } = rooms.placeOf(textDocument.uri);
    const source = room.desk.source(path);
    const made = source && format(source);
    if (source === undefined || made?.kind !== "formatted" || made.text === source.text) return [];
    return [{ range: wholeRange(source), newText: made.text }];
  });
  connection.onCodeAction(({ textDocument, range }) => {
    const file = at(textDocument.uri);
    if (file === undefined) return [];
    const { source, analysis } = file;
    const found = touching(analysis.diagnostics, source, offsetOf(source, range.start), offsetOf(source, range.end));
    return actions(found, uriOf(file));
  });
  connection.onCodeLens(({ textDocument }) => {
    const file = at(textDocument.uri);
    return file === undefined ? [] : lenses(file.analysis, file.module.file);
  });
  connection.languages.inlayHint.on(({ textDocument, range }) => {
    const file = at(textDocument.uri);
    if (file === undefined) return [];
    return hints(file.analysis, file.module.file, offsetOf(file.source, range.start), offsetOf(file.source, range.end));
  });
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const file = at(textDocument.uri);
    return { data: file === undefined ? [] : semanticTokens(file.analysis.workspace, file.module) };
  });

  documents.listen(connection);
  connection.listen();
}

type FoldersChanged = {
  readonly event: { readonly added: readonly { uri: string }[]; readonly removed: readonly { uri: string }[] };
};

/** More files than anybody reads in a list of symbols; a longer word finds the rest. */
const MOST_FILES = 500;

function declaredAt(meant: Meant) {
  if (meant.kind === "declared") return meant.symbol.declaration.name.span;
  if (meant.kind === "local") return meant.local.name.span;
  if (meant.kind === "import") return { source: { path: meant.path, text: "" }, start: 0, end: 0 };
  return undefined;
}
