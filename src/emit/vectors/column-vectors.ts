import { functionName } from "../calculator/names.ts";
import { hasColumns } from "../calculator/index-kernel.ts";
import type { ContractModel, Index } from "../../model/model.ts";
import { marginVectors } from "./margin-vectors.ts";
import type { Json, JsonObject } from "./read.ts";
import type { Vector } from "./vector.ts";

/**
 * Vectors of functions over columns, which stand in the file as lists of whole numbers: positions of a product, and the inputs of each index
 * whose vectors columns can say.
 */
export function columnVectors(model: ContractModel, vectors: readonly Vector[]): Vector[] {
  const { product, indices } = model;
  const positions = product === undefined || product.flow !== undefined ? [] : marginVectors(product);
  return [...positions, ...indices.filter(hasColumns).flatMap((index) => indexColumns(index, vectors))];
}

function indexColumns(index: Index, vectors: readonly Vector[]): Vector[] {
  const called = functionName(index);
  return vectors.flatMap((one): Vector[] => {
    if (one.function !== called) return [];
    const { observations, ...rest } = one.arguments[0] as JsonObject;
    const columns = Array.isArray(observations) ? columnsOf(observations as Row[]) : undefined;
    if (columns === undefined) return [];
    const { expected } = one;
    const print = "refused" in expected ? undefined : (expected.returns as JsonObject);
    return [
      {
        name: `${one.name}, in columns`,
        function: `${called}OfColumns`,
        branches: one.branches,
        arguments: [{ ...rest, columns }],
        expected:
          print === undefined ? expected : { returns: { value: print["value"] as Json, tier: print["tier"] as Json } },
      },
    ];
  });
}

/** Inputs of an index row by row, as calculators take them. */
export type Row = JsonObject;

/** Columns of one kind of input, as lists. */
export type ColumnLists = {
  readonly kind?: string;
  readonly since: string;
  readonly time: readonly number[];
  readonly price: readonly number[];
  readonly tick: string;
  readonly size: readonly number[];
  readonly unit: string;
  readonly source: readonly number[];
  readonly sources: readonly string[];
};

const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const MOST = 2 ** 31 - 1;

/** The finest step of these decimals, and each as a whole number of it; undefined where one is none or does not fit into 32 bits. */
function whole(texts: readonly string[]): { readonly step: string; readonly values: readonly number[] } | undefined {
  if (!texts.every((one) => DECIMAL.test(one))) return undefined;
  const places = Math.max(0, ...texts.map((one) => one.split(".")[1]?.length ?? 0));
  const values = texts.map((one) => {
    const [integer = "", fraction = ""] = one.split(".");
    return BigInt(integer + fraction.padEnd(places, "0"));
  });
  if (values.some((one) => one > BigInt(MOST) || one < -BigInt(MOST))) return undefined;
  return { step: places === 0 ? "1" : `0.${"1".padStart(places, "0")}`, values: values.map(Number) };
}

/** One block for each stretch of rows of one kind; undefined where rows say what columns cannot. */
export function columnsOf(rows: readonly Row[]): ColumnLists[] | undefined {
  const stretches: Row[][] = [];
  for (const row of rows) {
    const before = stretches.at(-1);
    if (before !== undefined && before[0]?.["kind"] === row["kind"]) before.push(row);
    else stretches.push([row]);
  }
  const blocks = stretches.map(blockOf);
  return blocks.every((one) => one !== undefined) ? blocks : undefined;
}

const COLUMNS = new Set(["kind", "source", "time", "price", "size"]);

function blockOf(rows: readonly Row[]): ColumnLists | undefined {
  // A cell that is no text is no decimal, no time and no name either.
  if (rows.some((row) => Object.entries(row).some(([name, cell]) => !COLUMNS.has(name) || typeof cell !== "string")))
    return undefined;
  const texts = (name: string): string[] => rows.map((row) => (row[name] as string | undefined) ?? "none");
  const [price, size] = [whole(texts("price")), whole(texts("size"))];
  const times = texts("time").map((one) => (/^[^.]*(?:\.\d{1,3})?Z$/.test(one) ? Date.parse(one) : Number.NaN));
  const since = Math.min(...times);
  if (price === undefined || size === undefined || !Number.isFinite(since) || Math.max(...times) - since > MOST)
    return undefined;
  const names = texts("source");
  const sources = [...new Set(names)];
  const kind = rows[0]?.["kind"] as string | undefined;
  return {
    ...(kind === undefined ? {} : { kind }),
    since: new Date(since).toISOString(),
    time: times.map((one) => one - since),
    price: price.values,
    tick: price.step,
    size: size.values,
    unit: size.step,
    source: names.map((one) => sources.indexOf(one)),
    sources,
  };
}
