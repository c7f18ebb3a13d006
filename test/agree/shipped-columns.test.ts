import { test } from "uvu";
import * as assert from "uvu/assert";
import { rootsOf } from "../../src/cli/roots.ts";
import { functionName } from "../../src/emit/calculator/names.ts";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import { nodeHost } from "../../src/host/node.ts";
import type { ContractModel } from "../../src/model/model.ts";
import { analyse } from "../../src/pipeline.ts";
import { hostReader } from "../../src/resolve/host-reader.ts";
import type { ColumnsPrice } from "../../src/runtime/kernel.ts";
import type { ReferencePrice } from "../../src/runtime/index-price.ts";
import { load, outcome } from "../emit/calculator/load.ts";
import { root } from "../kit/files.ts";

/** The inputs of every vector of a shipped index as columns: the print, or the refusal, that the same rows give one by one. */
const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
const { models } = analyse(rootsOf(host, ["specs"]).paths, hostReader(host));

type Row = Readonly<Record<string, unknown>>;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const MOST = 2 ** 31 - 1;

/** The finest step of these decimals, and each as a whole number of it; undefined where one is none or does not fit. */
function whole(texts: readonly string[]): { readonly step: string; readonly values: Int32Array } | undefined {
  if (!texts.every((one) => DECIMAL.test(one))) return undefined;
  const places = Math.max(0, ...texts.map((one) => one.split(".")[1]?.length ?? 0));
  const values = texts.map((one) => {
    const [integer = "", fraction = ""] = one.split(".");
    return BigInt(integer + fraction.padEnd(places, "0"));
  });
  if (values.some((one) => one > BigInt(MOST) || one < -BigInt(MOST))) return undefined;
  return { step: places === 0 ? "1" : `0.${"1".padStart(places, "0")}`, values: Int32Array.from(values, Number) };
}

/** One block for each stretch of rows of one kind; undefined where rows say what columns cannot. */
function columnsOf(rows: readonly Row[]): readonly object[] | undefined {
  const stretches: Row[][] = [];
  for (const row of rows) {
    const before = stretches.at(-1);
    if (before?.[0]?.["kind"] === row["kind"] && before !== undefined) before.push(row);
    else stretches.push([row]);
  }
  const known = new Set(["kind", "source", "time", "price", "size"]);
  const blocks = stretches.map((some) => {
    // A cell that is no text is no decimal, no time and no name either.
    const texts = (name: string): string[] => some.map((row) => (typeof row[name] === "string" ? row[name] : "none"));
    const [price, size] = [whole(texts("price")), whole(texts("size"))];
    const times = texts("time").map((one) => (/^[^.]*(?:\.\d{1,3})?Z$/.test(one) ? Date.parse(one) : Number.NaN));
    const since = Math.min(...times);
    const sources = [...new Set(texts("source"))];
    if (price === undefined || size === undefined || !Number.isFinite(since) || Math.max(...times) - since > MOST)
      return undefined;
    if (some.some((row) => Object.entries(row).some(([name, cell]) => !known.has(name) || typeof cell !== "string")))
      return undefined;
    const kind = some[0]?.["kind"];
    return {
      ...(kind === undefined ? {} : { kind }),
      since: new Date(since).toISOString(),
      time: Int32Array.from(times, (one) => one - since),
      price: price.values,
      tick: price.step,
      size: size.values,
      unit: size.step,
      source: Uint8Array.from(texts("source"), (one) => sources.indexOf(one)),
      sources,
    };
  });
  return blocks.every((one) => one !== undefined) ? blocks : undefined;
}

let batches = 0;

async function columnsAgree(model: ContractModel): Promise<void> {
  const calculator = await load(model);
  const vectors = vectorsFile(model).vectors;
  for (const index of model.indices) {
    const single = functionName(index);
    const batch = calculator[`${single}OfColumns`];
    if (batch === undefined) continue;
    batches++;
    let [prices, refusals, apart] = [0, 0, 0];
    for (const { name, arguments: args, function: called } of vectors) {
      if (called !== single) continue;
      const { observations, ...rest } = args[0] as { readonly observations: readonly Row[] };
      const columns = Array.isArray(observations) ? columnsOf(observations) : undefined;
      if (columns === undefined) {
        apart++;
        continue;
      }
      const fast = outcome(() => batch({ ...rest, columns }));
      const slow = outcome(() => calculator[single]?.(...args));
      if ("refused" in slow) {
        assert.is("refused" in fast ? fast.refused : "a price", slow.refused, name);
        refusals++;
        continue;
      }
      if ("refused" in fast) assert.unreachable(`${name}: refused ${fast.refused}`);
      const { evidence, ...print } = slow.returns as ReferencePrice;
      const { groups, rows, ...found } = (fast as { returns: unknown }).returns as ColumnsPrice;
      assert.equal(found, print, name);
      assert.equal(rows, { used: evidence.used.length, dropped: evidence.dropped.length }, name);
      assert.equal(
        groups.map(({ name: of, value, weight }) => [of, value, weight]),
        evidence.groups.map(({ name: of, value, weight }) => [of, value, weight]),
        name,
      );
      prices++;
    }
    assert.ok(prices >= 3, `${index.id}: ${prices} prices, ${refusals} refusals, ${apart} that columns cannot say`);
    assert.ok(apart <= prices + refusals, `${index.id}: ${apart} vectors that columns cannot say`);
  }
}

for (const model of models)
  if (model.kind !== "reference" && model.indices.length > 0)
    test(`${model.root}: what its vectors read gives the same print from columns`, () => columnsAgree(model));

test("indices of shipped specs have a form for columns", () => {
  assert.ok(batches >= 6, `${batches}`);
});

test.run();
