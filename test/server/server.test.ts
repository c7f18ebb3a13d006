import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Editor, startEditor } from "../kit/editor.ts";
import { inProject } from "../kit/files.ts";

const test = suite("server");

let folder = "";
let editor: Editor;
const uri = (file: string): string => pathToFileURL(path.join(folder, file)).href;
const text = (file: string): string => fs.readFileSync(path.join(folder, file), "utf8");
const lineOf = (whole: string, part: string): number => whole.slice(0, whole.indexOf(part)).split("\n").length - 1;

/** Opens a file, or gives an open one a whole new text. */
async function open(file: string, version: number, whole: string): Promise<void> {
  if (version === 1)
    await editor.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: uri(file), languageId: "tenor", version, text: whole },
    });
  else
    await editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: uri(file), version },
      contentChanges: [{ text: whole }],
    });
}

test.before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-lsp-"));
  fs.cpSync(inProject("specs"), folder, { recursive: true });
  editor = await startEditor(pathToFileURL(folder).href);
});

test.after(async () => {
  fs.rmSync(folder, { recursive: true, force: true });
});

test("a sound spec has no findings; a mistake is found when it is typed and gone when it is mended", async () => {
  const gph = text("gpu/gph.tenor");
  await open("gpu/gph.tenor", 1, gph);
  assert.equal((await editor.findings(uri("gpu/gph.tenor"), 1)).diagnostics, []);
  await open("gpu/gph.tenor", 2, gph.replace("1_000 GPU_hour", "1_000 GPU_hours_typo"));
  const found = (await editor.findings(uri("gpu/gph.tenor"), 2)).diagnostics;
  assert.ok(found.length > 0);
  assert.is(found[0]?.range.start.line, lineOf(gph, "1_000 GPU_hour"));
  await open("gpu/gph.tenor", 3, gph);
  assert.equal((await editor.findings(uri("gpu/gph.tenor"), 3)).diagnostics, []);
});

test("a mistake in an open file is found in the files that import it, without a save", async () => {
  const venue = text("venue.tenor");
  await open("venue.tenor", 1, venue);
  await open("venue.tenor", 2, venue.replace("venue XDEX", "venue YDEX"));
  for (;;) {
    const sent = editor.published.findLast((one) => one.uri === uri("gpu/gph.tenor"));
    if (sent !== undefined && sent.diagnostics.length > 0) {
      assert.match(JSON.stringify(sent.diagnostics), /XDEX/);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await open("venue.tenor", 3, venue);
  await editor.findings(uri("venue.tenor"), 3);
});

test("definition, references, rename, hover, symbols, lenses, hints, colours and formatting are answered", async () => {
  const gph = text("gpu/gph.tenor");
  const textDocument = { uri: uri("gpu/gph.tenor") };
  const position = { line: lineOf(gph, "underlying: H100"), character: 16 };
  const ask = <T>(method: string, more: object): Promise<T> =>
    editor.connection.sendRequest(method, { textDocument, ...more });
  type Place = { uri: string };
  const [target] = await ask<Place[]>("textDocument/definition", { position });
  assert.is(target?.uri, uri("indices/h100-rental.tenor"));
  const used = await ask<Place[]>("textDocument/references", { position, context: { includeDeclaration: true } });
  const renamed = await ask<{ changes: Record<string, unknown[]> }>("textDocument/rename", {
    position,
    newName: "H100_PRICE",
  });
  assert.is(Object.values(renamed.changes).flat().length, used.length);
  assert.ok(used.length > 5);
  assert.match(JSON.stringify(await ask("textDocument/hover", { position })), /H100 Rental Index/);
  assert.match(JSON.stringify(await ask("textDocument/documentSymbol", {})), /last-trading-day/);
  assert.match(JSON.stringify(await ask("textDocument/codeLens", {})), /next expiry 2027-02-26/);
  const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  assert.match(JSON.stringify(await ask("textDocument/inlayHint", { range })), /USD \/ GPU_hour of H100_SXM/);
  assert.ok((await ask<{ data: number[] }>("textDocument/semanticTokens/full", {})).data.length > 100);
  assert.equal(await ask("textDocument/formatting", { options: { tabSize: 2, insertSpaces: true } }), []);
  assert.ok((await ask<unknown[]>("textDocument/foldingRange", {})).length > 10);
  const found = await editor.connection.sendRequest("workspace/symbol", { query: "rental" });
  assert.match(JSON.stringify(found), /H100_RENTAL/);
  const refused = await ask("textDocument/prepareRename", { position: { ...position, character: 4 } }).then(
    () => "renamed",
    (why: Error) => why.message,
  );
  assert.match(refused, /word of the language/);
});

test("a storm of edits ends with the findings of the last text, and none of an older one come after them", async () => {
  const gph = text("gpu/gph.tenor");
  const before = editor.published.length;
  for (let version = 10; version < 210; version++)
    await open("gpu/gph.tenor", version, gph.slice(0, gph.length - ((version * 37) % gph.length)));
  await open("gpu/gph.tenor", 210, gph);
  assert.equal((await editor.findings(uri("gpu/gph.tenor"), 210)).diagnostics, []);
  const versions = editor.published
    .slice(before)
    .flatMap((one) => (one.uri === uri("gpu/gph.tenor") ? [one.version ?? 0] : []));
  assert.equal(
    versions,
    [...versions].sort((a, b) => a - b),
  );
});

test("a client that cancels everything is served on", async () => {
  const { CancellationTokenSource } = await import("vscode-languageserver/node");
  const textDocument = { uri: uri("gpu/gph.tenor") };
  const cancelled = Array.from({ length: 50 }, () => {
    const source = new CancellationTokenSource();
    const answer = editor.connection
      .sendRequest("textDocument/completion", { textDocument, position: { line: 20, character: 3 } }, source.token)
      .then(
        () => "answered",
        () => "cancelled",
      );
    source.cancel();
    return answer;
  });
  assert.ok((await Promise.all(cancelled)).every((one) => one === "answered" || one === "cancelled"));
  const symbols = await editor.connection.sendRequest("textDocument/documentSymbol", { textDocument });
  assert.ok((symbols as unknown[]).length > 0);
});

test("texts that no spec should be are answered: no end, CRLF and tabs, a mark of byte order, emoji before a mistake, nothing", async () => {
  const texts = [
    "",
    "future X {",
    'future X "a',
    "\uFEFFunit A",
    "// 🙂🙂 \r\n\tfuture X {\r\n\t\tsize: 1,000\r\n\t}\r\n",
    'future X "🙂🙂" { size: 1,000 }\n',
    "\uFEFF\t\tfuture X {\r\n\r\n",
    "{".repeat(5_000),
    `/// ${"[".repeat(9_999)}`,
    "// five million characters\n".repeat(200_000),
  ];
  let version = 1;
  for (const whole of texts) {
    await open("strange.tenor", version, whole);
    const { diagnostics } = await editor.findings(uri("strange.tenor"), version);
    const thousand = diagnostics.find((one) => /thousand/.test(JSON.stringify(one)));
    // Columns count UTF-16 units, as the protocol does: an emoji before the mistake is two.
    const line = whole.split(/\r?\n/).findIndex((one) => one.includes("1,000"));
    const character = whole.split(/\r?\n/)[line]?.indexOf("1,000");
    if (line >= 0) assert.equal(thousand?.range.start, { line, character });
    if (whole.length > 5_000_000)
      assert.equal(
        diagnostics.map((one) => one.code),
        ["text-too-long"],
      );
    const textDocument = { uri: uri("strange.tenor") };
    for (const method of ["documentSymbol", "foldingRange", "codeLens", "semanticTokens/full"])
      await editor.connection.sendRequest(`textDocument/${method}`, { textDocument });
    const position = { line: 0, character: 4 };
    for (const method of ["completion", "hover", "definition"])
      await editor.connection.sendRequest(`textDocument/${method}`, { textDocument, position });
    version++;
  }
});

test("it ends with 0 when the editor says so", async () => {
  assert.is(await editor.end(), 0);
});

test.run();
