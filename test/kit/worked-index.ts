import type { Index } from "../../src/model/model.ts";
import type { ReferencePrice } from "../../src/runtime/index-price.ts";
import * as assert from "uvu/assert";
import { type IndexDay, readIndex } from "../agree/reading.ts";
import { load } from "../emit/calculator/load.ts";
import { indexModel, indexText } from "./index-text.ts";

/** The day worked examples are of where they name none. */
export const DATE = "2027-02-02";

export type Given = Omit<IndexDay, "date"> & { readonly date?: string };

/** An index text in another unit than the one of the kit. */
export const inUnit = (text: string, unit: string): string =>
  unit === "" ? text : text.replace("USD / GPU_hour of H100_SXM\n  publish", `${unit}\n  publish`);

/** The print of a rule on the inputs of a day; calculator and second reading have to agree. */
export async function workedPrint(rest: string, given: Given, unit = "", more = ""): Promise<ReferencePrice> {
  const model = indexModel(inUnit(indexText("WORKED", rest, more), unit), "WORKED");
  const calculator = await load(model);
  const day = { date: DATE, determination: null, ...given };
  const print = calculator["referencePrice"]?.(day) as ReferencePrice;
  assert.equal({ value: print.value, tier: print.tier }, readIndex(model.indices[0] as Index, day));
  return print;
}

/** `price size | price size` as trades a second apart from the clock time `from` on. */
export const tradesFrom = (from: string, text: string, source = "ALPHA"): IndexDay["observations"] =>
  text.split("|").map((one, place) => {
    const [price, size] = one.trim().replace(/ \./, " 0.").split(/\s+/) as [string, string];
    return { source, price, size, time: `${DATE}T${from}:${String(place).padStart(2, "0")}Z` };
  });
