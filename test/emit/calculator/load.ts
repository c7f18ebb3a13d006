import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { calculatorEmitter } from "../../../src/emit/calculator/emitter.ts";
import type { ContractModel } from "../../../src/model/model.ts";

/** The functions of a generated calculator, loaded as any engine would load them. */
export type Calculator = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Writes the calculator of a model to a folder of its own and imports it, or another of its modules. */
export async function load(model: ContractModel, ending?: string): Promise<Calculator> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-calculator-"));
  try {
    fs.writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }\n');
    // Printing the other languages would take longer than all that is asked of most calculators.
    const targets = [ending === ".wasm.js" ? "wasm" : "js"];
    const { artifacts } = calculatorEmitter.emit(
      model,
      ending === undefined || ending === ".wasm.js" ? { targets } : {},
    );
    for (const { path: file, content } of artifacts) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), content);
    }
    const file = ending === undefined ? artifacts[0] : artifacts.find((one) => one.path.endsWith(ending));
    return (await import(pathToFileURL(path.join(folder, file?.path as string)).href)) as Calculator;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** What a call returns, or the code it is refused with; anything else thrown is a bug and thrown on. */
export function outcome(
  call: () => unknown,
): { readonly returns: unknown } | { readonly refused: string; readonly place?: string } {
  try {
    return { returns: call() };
  } catch (thrown) {
    const { kind, code, place } = thrown as { kind?: string; code: string; place?: string };
    if (kind !== "refused") throw thrown;
    return { refused: code, ...(place === undefined ? {} : { place }) };
  }
}

/** The parts of `found` that `wanted` names: what a vector compares. */
export function sameParts(found: unknown, wanted: unknown): unknown {
  if (Array.isArray(wanted)) {
    return Array.isArray(found)
      ? found.map((one, at) => (at < wanted.length ? sameParts(one, wanted[at]) : one))
      : found;
  }
  if (typeof wanted !== "object" || wanted === null || typeof found !== "object" || found === null) return found;
  const fields = found as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(wanted).map(([name, inner]) => [name, sameParts(fields[name], inner)]));
}
