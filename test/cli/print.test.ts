import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { print } from "../../src/cli/command/print.ts";
import { barePage } from "../../src/emit/filing/page.ts";
import { steadyPdf } from "../../src/host/steady-pdf.ts";
import { nodeHost } from "../../src/host/node.ts";
import { browserHere } from "../kit/browser.ts";
import { golden, inProject, skip, tempFolder } from "../kit/files.ts";

function environmentIn(cwd: string) {
  const said: string[] = [];
  const host = nodeHost({ root: cwd, library: inProject("specs/std"), cwd });
  const tell = (text: string) => void said.push(text);
  return { environment: { host, cwd, out: tell, error: tell }, said: () => said.splice(0).join("") };
}

const rows = Array.from({ length: 120 }, (_, at) => `<tr><td>Row ${at}</td><td>1,000</td></tr>`).join("\n");
const PAGE = barePage(
  'Terms of "A" <b> \\ Ω',
  "tenor",
  `<h1>Terms</h1><h2>A table</h2><div class="table"><table><thead><tr><th>Name of the term</th><th>Value</th></tr></thead><tbody>${rows}</tbody></table></div>`,
);

test("what cannot be printed is said with what to do, and nothing is written", () => {
  const folder = tempFolder();
  const { environment, said } = environmentIn(folder);
  fs.writeFileSync(path.join(folder, "a.html"), PAGE);
  fs.writeFileSync(path.join(folder, "b.txt"), "no page");
  const broken = path.join(folder, "browser");
  fs.writeFileSync(broken, "#!/bin/sh\nexit 3\n", { mode: 0o755 });
  const run = (pages: readonly string[], chromium?: string, PATH = "") => {
    const options = { out: "pdf", ...(chromium === undefined ? {} : { chromium }) };
    assert.is(print(environment, pages, options, { PATH }), 2);
    assert.not(fs.existsSync(path.join(folder, "pdf")));
    return said().replaceAll(folder, "FOLDER");
  };
  const texts = [
    run(["a.html"]),
    run(["a.html"], "nowhere/chromium"),
    run(["b.txt"], broken),
    run(["gone"], broken),
    run(["a.html", "./a.html"], broken),
    run(["a.html"], broken),
  ];
  golden("cli/print.txt", texts.join("\n"));
});

test("both dates of a PDF are the same each time, and nothing in it moves", () => {
  const text = (day: string) =>
    Buffer.from(`1 0 obj <</CreationDate (D:${day}+00'00') /ModDate (D:${day}+00'00')>>\xe2\xe3`, "latin1");
  const [one, other] = [steadyPdf(text("20261122082501")), steadyPdf(text("20271122082502"))];
  assert.equal(one, other);
  assert.is(one.length, text("20261122082501").length);
  assert.match(Buffer.from(one).toString("latin1"), "(D:20000101000000+00'00')");
});

const browser = browserHere();

test("a page is printed tagged and in its language, with its title, its numbers, and the heading of a table on each page; twice the same bytes", () => {
  if (browser === undefined) return skip("no chromium, so no page is printed");
  const folder = tempFolder();
  const { environment, said } = environmentIn(folder);
  fs.mkdirSync(path.join(folder, "filings"));
  fs.writeFileSync(path.join(folder, "filings/letter.html"), PAGE);
  assert.is(print(environment, ["filings"], { out: "pdf", chromium: browser }, {}), 0);
  assert.is(said(), "1 page printed to pdf\n");
  const file = path.join(folder, "pdf/filings/letter.pdf");
  const bytes = fs.readFileSync(file);
  assert.match(bytes.toString("latin1"), "/Lang (en");
  assert.match(bytes.toString("latin1"), "/Outlines");
  assert.is(print(environment, ["filings"], { out: "pdf", chromium: browser }, {}), 0);
  assert.is(said(), "1 page printed to pdf, unchanged\n");
  const tool = (name: string, ...args: string[]): string | undefined => {
    try {
      return execFileSync(name, [...args, file, ...(name === "pdftotext" ? ["-"] : [])], { encoding: "utf8" });
    } catch {
      return undefined;
    }
  };
  const info = tool("pdfinfo");
  const text = tool("pdftotext", "-layout");
  if (info === undefined || text === undefined) return skip("no pdfinfo and pdftotext, so no PDF is read");
  const pages = Number(/^Pages: +(\d+)$/m.exec(info)?.[1]);
  assert.ok(pages > 2, info);
  assert.match(info, /^Tagged: +yes$/m);
  assert.match(info, /^Title: +Terms of "A" <b> \\ Ω$/m);
  assert.match(info, "2000");
  assert.is(text.split("Name of the term").length - 1, pages);
  assert.is(text.split('Terms of "A" <b> \\ Ω').length - 1, pages);
  for (let at = 1; at <= pages; at++) assert.match(text, new RegExp(`\\b${at} ?/ ?${pages}\\b`));
  for (const row of ["Row 0 ", "Row 119 "]) assert.match(text, row);
});

test.run();
