import { test } from "uvu";
import * as assert from "uvu/assert";
import { rootsOf } from "../../src/cli/roots.ts";
import { functionName } from "../../src/emit/calculator/names.ts";
import { columnsOf, type Row } from "../../src/emit/vectors/column-vectors.ts";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import { nodeHost } from "../../src/host/node.ts";
import type { ContractModel } from "../../src/model/model.ts";
import { analyse } from "../../src/pipeline.ts";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { accepted } from "../../src/runtime/acceptance.ts";
import type { ColumnsPrice } from "../../src/runtime/kernel.ts";
import type { ReferencePrice } from "../../src/runtime/index-price.ts";
import { load, outcome } from "../emit/calculator/load.ts";
import { root } from "../kit/files.ts";

/** The inputs of every vector of a shipped index as columns: the print, or the refusal, that the same rows give one by one. */
const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
const { models } = analyse(rootsOf(host, ["specs"]).paths, hostReader(host));

/** The rows as columns of machine numbers; undefined where rows say what columns cannot. */
const columnsIn = (rows: readonly Row[]): readonly object[] | undefined =>
  columnsOf(rows)?.map((one) => ({
    ...one,
    time: Int32Array.from(one.time),
    price: Int32Array.from(one.price),
    size: Int32Array.from(one.size),
    source: Uint8Array.from(one.source),
  }));

let batches = 0;

async function columnsAgree(model: ContractModel): Promise<void> {
  const calculator = await load(model);
  const { vectors, columns: listed } = vectorsFile(model);
  assert.is(accepted(calculator, { vectors: [], columns: listed }), `${listed.length} vectors agree`);
  for (const index of model.indices) {
    const single = functionName(index);
    const batch = calculator[`${single}OfColumns`];
    if (batch === undefined) continue;
    batches++;
    let [prices, refusals, apart] = [0, 0, 0];
    for (const { name, arguments: args, function: called } of vectors) {
      if (called !== single) continue;
      const { observations, ...rest } = args[0] as { readonly observations: readonly Row[] };
      const columns = Array.isArray(observations) ? columnsIn(observations) : undefined;
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
