import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Inputs } from "../model/generated/inputs.ts";
import { call, type Calculator } from "../run/calculator.ts";
import { windowOn } from "../run/window.ts";
import { divide, fromInteger, parse, toDecimal } from "../runtime/exact.ts";
import type { ReferencePrice } from "../runtime/index-price.ts";
import { loadCalculator, type OutputFolder } from "./output-folder.ts";

/** The listings of one day: provider, segment, kind, accelerator, price of the machine per hour, accelerators in it. */
export type Listings = {
  readonly date: string;
  /** When they were read, in UTC. */
  readonly observedAt: string;
  readonly origin: { readonly repository: string; readonly commit: string };
  readonly providers: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly [string, string, string, string, string, number])[];
};

/** What was published of them: index, accelerator, series, value. */
export type PublishedValues = { readonly rows: readonly (readonly [string, string, string, string])[] };

/** A published value beside ours; `ours` is why there is none where there is none. */
export type Comparison = {
  readonly index: string;
  readonly gpu: string;
  readonly series: string;
  readonly published: string;
  readonly ours: string;
  readonly agrees: boolean;
};

/** Every published value beside the one that the generated calculator of its index computes from the listings. */
export async function compareWithPublished(
  folder: OutputFolder,
  listings: Listings,
  published: PublishedValues,
  problems: Diagnostic[],
): Promise<Comparison[]> {
  const compared: Comparison[] = [];
  for (const [index, gpu, series, value] of published.rows) {
    const loaded = await loadCalculator(folder, index, problems);
    const ours = loaded === undefined ? "no calculator" : valueOf(loaded, index, listings);
    compared.push({ index, gpu, series, published: value, ours, agrees: ours === value });
  }
  return compared;
}

/**
 * The value of an index from the listings of its sellers. A price per accelerator is the price of the machine by the accelerators in it,
 * exactly; one that no decimal is exact for is refused.
 */
function valueOf(
  { inputs, calculator }: { readonly inputs: Inputs; readonly calculator: Calculator },
  index: string,
  { date, observedAt, rows }: Listings,
): string {
  const reads = inputs.indices.find(({ id }) => id === index);
  if (reads === undefined) return "no such index";
  const sellers = new Set(reads.inputs.flatMap(({ from }) => from));
  const observations = rows
    .filter(([provider]) => sellers.has(provider))
    .map(([source, , kind, gpu, machine, count]) => ({
      source,
      time: observedAt,
      price: toDecimal(divide(parse(machine), fromInteger(count))),
      attributes: { gpu, kind },
    }));
  const window = windowOn(reads, date);
  if (window === undefined || "reason" in window) return "no window";
  const found = call<ReferencePrice>(calculator, reads.function, { date, window, observations });
  return found.kind === "given" ? found.value.value : found.refusal.code;
}
