import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { placeOf } from "../host/failure.ts";
import type { Book } from "../model/generated/book.ts";
import type { DeterminationFile } from "../model/generated/determination.ts";
import type { EngineConfig } from "../model/generated/engine.ts";
import type { Decision, Inputs } from "../model/generated/inputs.ts";
import type { Instruments } from "../model/generated/instruments.ts";
import type { Market } from "../model/generated/market.ts";
import type { OptionConfig } from "../model/generated/option.ts";
import type { PerpetualConfig } from "../model/generated/perpetual.ts";
import type { Clause, ProductDay } from "../model/generated/settlement.ts";
import type { Trace } from "../model/generated/trace.ts";
import type { Span } from "../text/source.ts";
import type { Calculator, Refusal } from "./calculator.ts";
import type { InputFile } from "./input-file.ts";

/** What a build wrote for one product, as loaded: its files, checked, and the functions of its calculator. */
export type ProductOutput = {
  readonly engine: EngineConfig;
  readonly instruments: Instruments;
  readonly inputs: Inputs;
  readonly trace: Trace;
  readonly calculator: Calculator;
  /** Where contract months trade by different texts: the output of each other text, with its own months. */
  readonly others?: readonly ProductOutput[];
};

/** What a build wrote for the options of one product, as loaded. */
export type OptionOutput = {
  readonly option: OptionConfig;
  readonly trace: Trace;
  readonly calculator: Calculator;
};

/** What a build wrote for a perpetual, as loaded. */
export type PerpetualOutput = {
  readonly perpetual: PerpetualConfig;
  readonly trace: Trace;
  readonly calculator: Calculator;
};

/** Everything one settlement day is computed from; plain data and the functions of calculators. */
export type DayInput = {
  readonly date: string;
  /** The products to settle. */
  readonly products: readonly ProductOutput[];
  /** The options to settle, the future of each among the products. */
  readonly options: readonly OptionOutput[];
  readonly perpetuals?: readonly PerpetualOutput[];
  /** The names of everything in the build, whether settled now or not. */
  readonly known: {
    readonly products: readonly string[];
    readonly options: readonly string[];
    readonly perpetuals?: readonly string[];
    readonly indices: readonly string[];
  };
  readonly book: InputFile<Book>;
  readonly market: InputFile<Market>;
  readonly determination?: InputFile<DeterminationFile>;
  /** Where a ledger has the settlements before: the day they are of, by product. Not every product trades on every day. */
  readonly previousDates?: ReadonlyMap<string, string>;
};

/** The place where one product is settled: the day, what the product is, and the problems so far. */
export type Desk = {
  readonly day: DayInput;
  readonly output: ProductOutput;
  readonly problems: Diagnostic[];
  /** The products that are settled already, for final prices that read their settlements. */
  readonly settled?: ReadonlyMap<string, ProductDay>;
};

/** A clause of the spec with its words and place; one that the trace does not have is our bug. */
export function clauseOf({ output }: { readonly output: { readonly trace: Trace } }, id: string): Clause {
  const found = output.trace.clauses.find((one) => one.id === id);
  if (found === undefined) throw new Error(`trace.json has no clause ${id}`);
  return { id, text: found.text.replace(/\s+/g, " ").trim(), path: found.path, line: found.line };
}

/** The first clause that a part of the calculator states, such as `#dailySettlement/lead-month/1`. */
export function clauseAt(desk: Desk, at: string): Clause {
  const { module } = desk.output.inputs;
  const file = desk.output.trace.files.find((one) => one.file === `calculator/${module}`);
  const [first] = file?.values.find((one) => one.at === at)?.clauses ?? [];
  if (first === undefined) throw new Error(`trace.json does not say what ${at} of ${module} states`);
  return clauseOf(desk, first);
}

/** A part of a calculator's input by the form of its path, and where in the files it came from. */
export type Origin = readonly [RegExp, (match: RegExpExecArray) => Span | undefined];

/** The price a determination would be of, as its file names it, and who may decide it. */
export type Asked = {
  readonly of: string;
  readonly month?: string;
  readonly settlement?: "daily" | "final";
  readonly decisions: readonly Decision[];
};

/**
 * Notes what a calculator refused: at the value at fault where it came from a file, else at the market as a whole. Where a determination is
 * what is missing, the finding shows the file to give.
 */
export function noteRefusal(
  desk: Pick<Desk, "day" | "problems">,
  what: string,
  refusal: Refusal,
  origins: readonly Origin[],
  asked?: Asked,
  evidence: readonly string[] = [],
): undefined {
  const { market } = desk.day;
  const { code, place, expected, found } = refusal;
  if (code === "determination-needed") {
    const file = determinationFile(desk, expected, asked);
    const params = { what, needed: expected, file };
    desk.problems.push(diagnostic("determination-needed", placeOf(market.source.path), params, { evidence }));
    return undefined;
  }
  const at = origins.flatMap(([form, origin]) => {
    const match = form.exec(place);
    return match === null ? [] : [origin(match)];
  });
  const span = at.find((one) => one !== undefined) ?? placeOf(market.source.path);
  desk.problems.push(
    diagnostic(
      "input-refused",
      span,
      { what, expected, found: found === "" ? "nothing" : found },
      {
        evidence: [`refused as ${code}${place === "" ? "" : ` at ${place}`}`, ...evidence],
      },
    ),
  );
  return undefined;
}

/** The file that would carry the determination, but for its value and signature. */
function determinationFile({ day }: Pick<Desk, "day">, needed: string, asked: Asked | undefined): string {
  const { decisions = [], ...of } = asked ?? {};
  const who = decisions.find(({ by, under }) => needed.includes(by) && needed.includes(under));
  const file = { date: day.date, ...of, by: who?.by ?? "…", rule: who?.under ?? "…", value: "…", signature: "…" };
  return JSON.stringify(file).replace(/([,:])"/g, '$1 "');
}

/** The determination of an index, or of the daily or final price of a month, as calculators take it. */
export function determinationOf(
  { day: { determination } }: Desk,
  of: string,
  month?: { readonly period: string; readonly settlement: "daily" | "final" },
): unknown {
  if (determination === undefined) return undefined;
  const { data } = determination;
  if (data.of !== of || data.month !== month?.period || data.settlement !== month?.settlement) return undefined;
  return { by: data.by, rule: data.rule, value: data.value, signature: data.signature };
}

/** Where the parts of a determination stand in its file. */
export function determinationOrigin({ day: { determination } }: Desk): Origin {
  return [/(?:^|\.)determination\.(\w+)$/, (match) => determination?.place(`/${match[1]}`)];
}

/** True where a price came from the determination given. */
export function isDetermined(desk: Desk, steps: readonly { readonly text: string }[]): boolean {
  const { determination } = desk.day;
  if (determination === undefined) return false;
  const { by, rule } = determination.data;
  return steps.some(({ text }) => text === `determined by ${by} under ${rule}`);
}
