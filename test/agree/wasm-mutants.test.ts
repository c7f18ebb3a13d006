import { createRequire } from "node:module";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { fixingModule } from "../../src/emit/calculator/wasm/fixing-module.ts";
import { functionOf, marginModule, WASM_MODES } from "../../src/emit/calculator/wasm/margin-module.ts";
import { fixingFaults, marginFaults } from "./wasm-cases.ts";
import { type WasmMutant, fixingMutants, marginMutants } from "./wasm-mutants.ts";

/** Bugs seeded in the modules, an instruction each: cases that are always the same find every one of them. */
type Module = {
  readonly toText: (options: object) => string;
  readonly toBinary: (options: object) => { readonly buffer: Uint8Array };
  readonly destroy: () => void;
};
type Wabt = {
  readonly readWasm: (bytes: Uint8Array, options: object) => Module;
  readonly parseWat: (name: string, text: string, features?: object) => Module;
};
const wabt = await (createRequire(import.meta.url)("wabt") as () => Promise<Wabt>)();

/** The functions of a module's text by the names they are exported by, each from its first line on. */
function functionsOf(text: string): Map<string, { readonly from: number; readonly to: number }> {
  const starts = [...text.matchAll(/^ {2}\(func /gm)].map(({ index }) => index);
  const end = text.search(/^ {2}\((?:memory|export) /m);
  const names = [...text.matchAll(/\(export "(\w+)" \(func (?:\$f)?(\d+)\)\)/g)];
  return new Map(
    names.map(([, name = "", at = ""]) => {
      const from = starts[Number(at)] as number;
      return [name, { from, to: starts[Number(at) + 1] ?? end }];
    }),
  );
}

/** The module with the instruction changed that a mutant names; its place must be there. */
function mutated(bytes: Uint8Array, { in: name, from, at, to }: WasmMutant): Uint8Array {
  const read = wabt.readWasm(bytes, { readDebugNames: false });
  const text = read.toText({ foldExprs: false, inlineExport: false });
  read.destroy();
  const place = functionsOf(text).get(name);
  assert.ok(place, name);
  const body = text.slice(place.from, place.to).split("\n");
  const lines = body.flatMap((line, number) => (line.trim() === from ? [number] : []));
  const line = lines[at];
  if (line === undefined) throw new Error(`${name} has ${lines.length} times ${from}, and not ${at + 1}`);
  body[line] = to;
  const changed = wabt.parseWat("mutant.wat", text.slice(0, place.from) + body.join("\n") + text.slice(place.to));
  const binary = changed.toBinary({ log: false }).buffer;
  changed.destroy();
  return binary;
}

const MARGINS = marginModule({ factor: 10, signed: false, most: 5_000, divisor: 100 });
const FIXING = fixingModule();

test("the modules as they are have no fault in these cases", async () => {
  assert.equal(await marginFaults(MARGINS), []);
  assert.equal(await fixingFaults(FIXING), []);
});

test("twenty bugs and more are seeded, and every function has one", () => {
  assert.ok(marginMutants.length + fixingMutants.length >= 20);
  const wanted = [undefined, ...WASM_MODES].map(functionOf);
  assert.equal(
    wanted.filter((one) => !marginMutants.some(({ in: name }) => name === one)),
    [],
  );
  for (const name of ["ordered", "below", "fill", "fill_by_source"])
    assert.ok(fixingMutants.filter((one) => one.in === name).length >= 2, name);
});

for (const one of marginMutants)
  test(`margins, found: ${one.name}`, async () => {
    assert.ok((await marginFaults(mutated(MARGINS, one))).length > 0);
  });

for (const one of fixingMutants)
  test(`fixings, found: ${one.name}`, async () => {
    assert.ok((await fixingFaults(mutated(FIXING, one))).length > 0);
  });

test.run();
