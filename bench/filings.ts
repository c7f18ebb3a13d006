/**
 * What a filing costs: `npm run bench -- filings`. The whole pack of every shipped filing, all formats but PDF, warm; beside it what markdown-it takes to
 * make HTML of the same Markdown alone, and pandoc, where it is installed, to make DOCX of it. Then the packs of many products written one after
 * another as `tenor build` writes them, with the memory that is held after each tenth of them; an argument is their number.
 */
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import markdownIt from "markdown-it";
import { filingEmitter } from "../src/emit/filing/emit.ts";
import { nodeHost } from "../src/host/node.ts";
import { sha256 } from "../src/host/sha256.ts";
import { analyse, outputOf } from "../src/pipeline.ts";
import { hostReader } from "../src/resolve/host-reader.ts";
import { median } from "./time.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

const ROUNDS = 12;
const WARM = 3;
const library = `${PROJECT}/specs/std`;

/** Milliseconds of processor time. */
function took(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function warm(run: () => void): number {
  return median(Array.from({ length: ROUNDS }, () => took(run)).slice(WARM));
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;

function packs(): void {
  const host = nodeHost({ root: `${PROJECT}/specs`, library, cwd: `${PROJECT}/specs` });
  const found = host.listSpecs("filings");
  if (found.kind !== "specs") throw new Error("the shipped filings are not there");
  const { models } = analyse(found.paths, hostReader(host));
  const html = markdownIt({ html: true });
  const pandoc = spawnSync("pandoc", ["--version"]).status === 0;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-filings-"));
  console.log(
    ["product", "files", "bytes", "pack", "of markdown-it", "of pandoc"].map((one) => one.padStart(15)).join(""),
  );
  for (const model of models) {
    const { artifacts, binaries = [] } = filingEmitter.applies(model)
      ? filingEmitter.emit(model)
      : { artifacts: [], binaries: [] };
    const markdown = artifacts.filter((one) => one.path.endsWith(".md"));
    if (markdown.length === 0) continue;
    const pack = warm(() => filingEmitter.emit(model));
    const plain = warm(() => markdown.forEach((one) => html.render(one.content)));
    const bytes = [...artifacts, ...binaries].reduce((sum, one) => sum + Buffer.byteLength(one.content), 0);
    const word = pandoc ? pandocOf(folder, markdown) : undefined;
    const cells = [
      model.root,
      String(artifacts.length + binaries.length),
      String(bytes),
      ms(pack),
      `${(pack / plain).toFixed(1)}x`,
      word === undefined ? "not here" : `${(pack / word).toFixed(2)}x`,
    ];
    console.log(cells.map((one) => one.padStart(15)).join(""));
  }
  fs.rmSync(folder, { recursive: true, force: true });
}

/** What pandoc takes to make a DOCX of each document, by the clock, for it is a process of its own. */
function pandocOf(folder: string, markdown: readonly { readonly content: string }[]): number {
  const start = performance.now();
  for (const { content } of markdown)
    execFileSync("pandoc", ["-f", "markdown", "-o", path.join(folder, "one.docx")], { input: content });
  return performance.now() - start;
}

/** Products that differ in code, chapter and submission alone, each with a filing of its own. */
function many(count: number): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-packs-"));
  fs.cpSync(`${PROJECT}/specs`, folder, { recursive: true });
  const product = fs.readFileSync(`${PROJECT}/specs/gpu/mgph.tenor`, "utf8");
  const filing = fs.readFileSync(`${PROJECT}/specs/filings/mgph-40-2.tenor`, "utf8");
  const roots = Array.from({ length: count }, (_, at) => {
    const code = `M${String(at).padStart(4, "0")}`;
    const own = (text: string) => text.replaceAll("MGPH", code).replaceAll("814", String(1000 + at));
    fs.writeFileSync(path.join(folder, `gpu/${code}.tenor`), own(product));
    const submission = own(filing).replace("XDEX-2027-002", `XDEX-2027-${1000 + at}`);
    fs.writeFileSync(path.join(folder, `filings/${code}.tenor`), submission.replace("mgph.tenor", `${code}.tenor`));
    return `filings/${code}.tenor`;
  });
  const host = nodeHost({ root: folder, library, cwd: folder });
  const analysis = analyse(roots, hostReader(host));
  const first = analysis.diagnostics.find((one) => one.severity === "error");
  if (first !== undefined) throw new Error(`${first.span.source.path}: ${first.code}: ${first.message}`);
  const held = (): number => {
    (globalThis as { gc?: () => void }).gc?.();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const empty = held();
  const step = Math.max(1, Math.floor(count / 10));
  const sizes: number[] = [];
  let [files, bytes, made] = [0, 0, 0];
  const start = process.cpuUsage();
  let last = "";
  const noted = function* (): Generator<readonly [string, string | Uint8Array]> {
    for (const [file, content] of outputOf(analysis, { compilerHash: sha256("bench"), only: ["filing"], sha256 })) {
      files++;
      bytes += Buffer.byteLength(content);
      const product = file.split("/")[0] as string;
      if (product !== last && product !== "manifest.json") {
        if (++made % step === 0) sizes.push(held() - empty);
        last = product;
      }
      yield [file, content];
    }
  };
  const written = host.writeGeneration(path.join(folder, "out"), noted());
  if (written.kind !== "written") throw new Error(JSON.stringify(written));
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  console.log(
    `\n${made} packs, ${files} files, ${(bytes / 2 ** 20).toFixed(0)} MiB written in ${seconds.toFixed(1)} s of processor time, ${((seconds * 1000) / made).toFixed(0)} ms each;\n` +
      `beside the ${empty.toFixed(0)} MiB of the analysis are held, after each tenth: ${sizes.map((one) => one.toFixed(0)).join(", ")} MiB`,
  );
  fs.rmSync(folder, { recursive: true, force: true });
}

packs();
many(Number(process.argv[2] ?? 200));
