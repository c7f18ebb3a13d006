/**
 * What an author waits for: `npm run bench -- desk`. Keystroke to findings in a spec of 500 lines with its imports, completion in it, and a folder of 3,500
 * specs opened. A keystroke puts a character into the text, or takes it out again, at places spread over the whole of it.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { nodeHost } from "../src/host/node.ts";
import { completion } from "../src/server/completion.ts";
import { makeDesk } from "../src/server/desk.ts";
import { shown } from "../src/server/findings.ts";
import { catalogue } from "./catalogue/generate.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

const library = `${PROJECT}/specs/std`;
const quantile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
const said = (times: readonly number[]) =>
  `p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms, most ${Math.max(...times).toFixed(1)} ms`;
const row = (what: string, times: readonly Took[]) => {
  console.log(`${what.padEnd(24)}by the clock      ${said(times.map((one) => one.clock))}`);
  console.log(`${"".padEnd(24)}of the processor  ${said(times.map((one) => one.processor))}`);
};

/** Milliseconds by the clock, and of processor time: on a machine that others use too only the second says what the work is. */
type Took = { readonly clock: number; readonly processor: number };

function timed(run: () => void): Took {
  const start = performance.now();
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - start, processor: (user + system) / 1_000 };
}

/** Four contracts and their imports in one file: five hundred lines and more. */
function longSpec(): string {
  const texts = ["gph", "gph-bounded", "gph-perpetual", "gph-calendar", "asph", "ogph", "mgph"].map((one) =>
    fs.readFileSync(`${PROJECT}/specs/gpu/${one}.tenor`, "utf8"),
  );
  const imports = new Set(texts.flatMap((text) => text.match(/^import .*$/gm) ?? []));
  imports.delete('import "gph.tenor"');
  return `${[...imports].join("\n")}\n${texts.map((text) => text.replace(/^import .*\n/gm, "")).join("\n")}`;
}

const root = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-desk-"));
fs.cpSync(`${PROJECT}/specs`, root, { recursive: true });
fs.rmSync(path.join(root, "gpu"), { recursive: true });
fs.mkdirSync(path.join(root, "gpu"));
for (const one of ["supply.tenor", "data"])
  fs.cpSync(`${PROJECT}/specs/gpu/${one}`, path.join(root, "gpu", one), { recursive: true });
const file = "gpu/long.tenor";
const text = longSpec();
fs.writeFileSync(path.join(root, file), text);

const desk = makeDesk(nodeHost({ root, library, cwd: root }));
const findings = (changed: string) => {
  desk.set(file, changed);
  return desk
    .analysis(file)
    .diagnostics.filter((one) => one.span.source.path === file)
    .map((one) => shown(one, (at) => `file:///${at}`));
};
const cold = timed(() => findings(text));
const errors = findings(text);
console.log(
  `${text.split("\n").length} lines, ${desk.analysis(file).models.length} models, ${errors.length} findings; the first analysis took ${cold.clock.toFixed(0)} ms`,
);
const strokes: Took[] = [];
const proposals: Took[] = [];
for (let stroke = 0; stroke < 600; stroke++) {
  const at = (stroke * 7_919) % text.length;
  const changed = stroke % 2 === 0 ? `${text.slice(0, at)}x${text.slice(at)}` : text;
  const took = timed(() => findings(changed));
  if (stroke >= 100) strokes.push(took);
  const asked = timed(() => completion(desk, file, at));
  if (stroke >= 100) proposals.push(asked);
}
row("keystroke to findings", strokes);
row("completion", proposals);
fs.rmSync(root, { recursive: true, force: true });

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-folder-"));
const { specs } = catalogue();
for (const { path: at, text: spec } of specs) {
  fs.mkdirSync(path.dirname(path.join(folder, at)), { recursive: true });
  fs.writeFileSync(path.join(folder, at), spec);
}
(globalThis as { gc?: () => void }).gc?.();
const before = process.memoryUsage().heapUsed;
const many = makeDesk(nodeHost({ root: folder, library, cwd: folder }));
const opened = specs.filter((_, at) => at % 70 === 0).map((one) => one.path);
const first = timed(() => {
  many.specs();
  const one = opened[0] as string;
  many.set(one, fs.readFileSync(path.join(folder, one), "utf8"));
  many.analysis(one);
});
const sizes: number[] = [];
for (const one of opened) {
  many.set(one, fs.readFileSync(path.join(folder, one), "utf8"));
  many.analysis(one);
  many.close(one);
  (globalThis as { gc?: () => void }).gc?.();
  sizes.push((process.memoryUsage().heapUsed - before) / 1024 / 1024);
}
console.log(
  `a folder of ${specs.length} specs: opened, and the first file's findings, in ${first.clock.toFixed(0)} ms (${first.processor.toFixed(0)} of the processor); ${opened.length} files one after another hold ${sizes[0]?.toFixed(0)} MiB after the first, ${quantile(sizes, 0.5).toFixed(0)} in the middle, ${sizes.at(-1)?.toFixed(0)} after the last`,
);
fs.rmSync(folder, { recursive: true, force: true });
