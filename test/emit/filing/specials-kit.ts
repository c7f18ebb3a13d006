import { filingsOf, subjectOf, type Subject } from "../../../src/emit/filing/names.ts";
import { check } from "../../../src/index.ts";
import type { ContractModel, FundingFormula, Option, Perpetual, Spread } from "../../../src/model/model.ts";
import { shippedFiles } from "../../kit/shipped-files.ts";
import { withImports } from "./checklist-kit.ts";
import { rich as full } from "./kit.ts";

const OGPH = "filings/ogph-40-2.tenor";
const GPHS = "filings/gphs-40-2.tenor";

function modelOf(files: Readonly<Record<string, string>>, root: string): ContractModel {
  const { models, diagnostics } = check(files);
  const wrong = diagnostics.filter((one) => one.severity === "error");
  if (wrong.length > 0) throw new Error(wrong.map((one) => `${one.code}: ${one.message}`).join("\n"));
  return models.find((one) => one.root === root)!;
}

/** A filing of an option that pays cash: that of the options on GPH with what only such a one states. */
function oitkText(): string {
  const text = shippedFiles()[OGPH] ?? "";
  return text
    .replace("../gpu/ogph.tenor", "../tokens/oitk.tenor")
    .replace("for OGPH", "for OITK")
    .replace("OGPH_40_2", "OITK_40_2")
    .replace(/chapter:\s+811/, "chapter: 821")
    .replaceAll("500 contracts", "200 contracts")
    .replace(/; blocks of 50 contracts and more are reported within 15 minutes/, "")
    .replace(
      /underlying-submission:/,
      'price-series: "The settlement price of the last day is an average of five days."\n  $&',
    );
}

/** The shipped filing of an option, with the futures it leads to filed beside it. */
export function ogph(): ContractModel {
  return modelOf({ ...withImports("filings/gph-40-2.tenor"), ...withImports(OGPH) }, "OGPH");
}

/** An option that pays cash, with a filing. */
export function oitk(): ContractModel {
  const files = { ...withImports("tokens/oitk.tenor"), ...withImports("sources.tenor") };
  return modelOf({ ...files, "filings/oitk-40-2.tenor": oitkText() }, "OITK");
}

const GPHP = "filings/gphp-40-3.tenor";
const PERPETUAL = "gpu/gph-perpetual.tenor";

/** The shipped request for approval of a perpetual, with all that it imports. */
export const gphpFiles = (): Readonly<Record<string, string>> => withImports(GPHP);

/**
 * The same as a certification: the perpetual is permitted, its form 40.2, and the answer on referenced contracts is left to the filing, as other
 * filings have it.
 */
export function certifiedFiles(): Readonly<Record<string, string>> {
  const files = withImports(GPHP);
  const changed = (path: string, ...edits: readonly (readonly [RegExp, string])[]): string =>
    edits.reduce((text, [from, to]) => {
      if (!from.test(text)) throw new Error(`${path} has nothing like ${String(from)}`);
      return text.replace(from, to);
    }, files[path] ?? "");
  return {
    ...files,
    [PERPETUAL]: changed(
      PERPETUAL,
      [/status: +pending, because ".*"/, 'status: permitted, because "the Commission has answered (fictional)"'],
      [/^ *referenced: .*\n/m, ""],
    ),
    [GPHP]: changed(
      GPHP,
      [/"40\.3"/, '"40.2"'],
      [/^( *filed: +).*$/m, "$12027-02-24\n  received-by: 2027-02-26"],
      [/^ *agreements: .*\n/m, ""],
      [/^ *fee: .*\n/m, ""],
      [
        /, and the exchange files it under section 40\.3 because it does not certify by itself what is undecided; it is/,
        " and is",
      ],
    ),
  };
}

const ONE = { op: "number", value: "1", unit: "1", clause: "OGPH/limits" };

/** The same without some of what it need not state. */
function without<T extends object, K extends keyof T>(from: T, ...keys: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>;
}

const withOption = (model: ContractModel, change: (option: Option) => Option): ContractModel => ({
  ...model,
  option: change(model.option!),
});

/** Options with all that one may state, and with no more than one must: each branch of a template is taken by one of them. */
export function optionModels(): readonly ContractModel[] {
  const model = ogph();
  const clause = "OGPH/limits";
  const rich = withOption(model, (option) => ({
    ...option,
    premiumTicks: option.premiumTicks.map((one) => ({ ...one, increment: "0.002" })),
    ticks: [...option.ticks, { ...option.premiumTicks[0], role: "block", clause } as never],
    limits: {
      ...option.limits!,
      basis: {
        ...option.limits!.basis!,
        contracts: 1,
        formula: { op: "add", left: ONE, right: ONE, clause } as never,
      },
      referenced: { value: true, because: "it is", clause },
      reportable: { contracts: 50, clause },
      exemptions: [{ name: "spread", clause }],
      aggregate: [...option.limits!.aggregate, { product: "MOGPH", ratio: "1/10", into: false, clause }],
    },
    margin: [{ name: "initial", rate: "1/10", of: "price", text: "10%", clause }] as never,
    orders: { ...option.orders!, noCancellation: { ticks: 5, under: "Rule 588", clause } } as never,
  }));
  const bare = withOption(model, (option) => ({
    ...without(option, "orders", "cabinet"),
    exercise: without(option.exercise, "automatic"),
    limits: { ...without(option.limits!, "aggregation"), levels: [] },
    listing: without(option.listing, "add", "calendar"),
    strikes: { ...option.strikes, rungs: option.strikes.rungs.map((one) => without(one, "when")) },
    participants: [],
    contracts: option.contracts.map((one) => ({
      ...one,
      underlying: { ...one.underlying, lastTradingDay: one.month.listed },
    })),
  }));
  const venueless = {
    ...bare,
    organisations: bare.organisations.map((one) => ({
      ...one,
      facts: one.facts.filter(({ name }) => !name.startsWith("rules/")),
    })),
  };
  return [model, rich, venueless, oitk()];
}

/** The shipped filing of a calendar spread, with the future of its legs filed beside it. */
export function gphs(): ContractModel {
  return modelOf({ ...withImports("filings/gph-40-2.tenor"), ...withImports(GPHS) }, "GPHS");
}

/** A filing of another spread: that of the calendar spread, with the name, the chapter and the orders of the other. */
export function spreadFiled(spec: string, id: string, chapter: string, ...changes: readonly [RegExp, string][]) {
  const files = { ...withImports(spec), ...withImports("sources.tenor") };
  const own: readonly [RegExp, string][] = [
    [/\.\.\/gpu\/gph-calendar\.tenor/, `../${spec}`],
    [/for GPHS/, `for ${id}`],
    [/chapter:\s+812/, `chapter: ${chapter}`],
    ...changes,
  ];
  const text = own.reduce((made, [from, to]) => made.replaceAll(new RegExp(from, "g"), to), shippedFiles()[GPHS] ?? "");
  return modelOf({ ...files, "filings/other-40-2.tenor": text }, id);
}

const withSpread = (model: ContractModel, change: (spread: Spread) => Spread): ContractModel => ({
  ...model,
  spread: change(model.spread!),
});

/** Spreads with all that one may state, with no more than one must, of months in a row and of several futures. */
export function spreadModels(): readonly ContractModel[] {
  const model = gphs();
  const clause = "GPHS/leg-prices";
  const round = { mode: "half-even", increment: "0.0002", clause };
  const rich = withSpread(model, (spread) => ({
    ...spread,
    legs: spread.legs.map((one) => ({ ...one, signed: true })),
    legPrices: { ...spread.legPrices, round: round as never },
    margin: [{ name: "initial", rate: "1/10", of: "price", text: "10%", clause }] as never,
    orders: { ...spread.orders!, noCancellation: { ticks: 5, under: "Rule 588", clause } } as never,
    intervals: [{ ...gphInterval(), clause }],
    sessions: { ...spread.sessions, lastClose: { ...spread.sessions.settlement!, clause } },
    contracts: spread.contracts.map(({ month, combinations }) => ({
      month,
      combinations: combinations.map((one) => ({
        ...one,
        legs: one.legs.map((leg) => ({ ...leg, lastTradingDay: month.listed })),
      })),
    })),
  }));
  const yes = {
    ...rich,
    filings: rich.filings.map((filing) => ({
      ...filing,
      facts: filing.facts.map((one) =>
        one.name === "referenced-contract" ? { ...one, value: "yes: it is linked to one" } : one,
      ),
      underlyings: filing.underlyings!.map((one) => ({
        ...one,
        limits: { ...without(one.limits!, "aggregation"), exemptions: [], reportable: { contracts: 50, clause } },
      })),
    })),
  };
  const bare = withSpread(model, (spread) => ({
    ...without(spread, "orders"),
    price: { ...spread.price, signed: false },
    sessions: without(spread.sessions, "settlement"),
    listing: without(spread.listing, "add", "calendar", "firstMonth"),
    participants: [],
    contracts: [],
  }));
  const alone = {
    ...bare,
    filings: bare.filings.map((filing) => ({
      ...filing,
      underlyings: filing.underlyings!.map((one) => ({
        ...without(one, "limits", "chapter", "submission", "readsSpreads"),
        margin: [],
      })),
    })),
    organisations: bare.organisations.map((one) => ({
      ...one,
      facts: one.facts.filter(({ name }) => !name.startsWith("rules/")),
    })),
  };
  return [model, yes, alone, gphq(), trin()];
}

/** A strip of three months, with a filing. */
export function gphq(): ContractModel {
  return spreadFiled("gpu/gph-strip.tenor", "GPHQ", "818", [/50 spreads/, "20 spreads"]);
}

/** The shipped filing of a spread between two futures. */
export function trin(): ContractModel {
  return modelOf(withImports("filings/trin-40-2.tenor"), "TRIN");
}

/** An interval of days such as a future may have. */
function gphInterval(): Spread["intervals"][number] {
  const files = withImports("gpu/gph.tenor");
  return modelOf(files, "GPH").product!.intervals[0]!;
}

/** Perpetuals with all that one may state, and with no more than one must: each branch of a template is taken by one of them. */
export function perpetualModels(): readonly ContractModel[] {
  const asked = modelOf(gphpFiles(), "GPHP");
  const certified = modelOf(certifiedFiles(), "GPHP");
  const clause = "GPHP/funding";
  const withPerpetual = (model: ContractModel, change: (perpetual: Perpetual) => Perpetual): ContractModel => ({
    ...model,
    perpetual: change(model.perpetual!),
  });
  const claiming = (model: ContractModel, claim: string): ContractModel => ({
    ...model,
    filings: model.filings.map((filing) => ({
      ...filing,
      facts: filing.facts.map((one) => (one.name === "perpetual-status" ? { ...one, value: claim } : one)),
    })),
  });
  const read = (what: "mean" | "median" | "last"): FundingFormula => ({ op: "read", what, clause });
  const rich = withPerpetual(claiming(certified, "swap: one side pays a rate that floats"), (perpetual) => ({
    ...without(perpetual, "horizon"),
    mark: { ...perpetual.mark, of: [read("last")] },
    funding: {
      ...perpetual.funding,
      missing: { ...perpetual.funding.missing, how: "take-previous", most: 0 },
      rate: { ...perpetual.funding.rate, formula: { op: "add", left: read("mean"), right: read("median"), clause } },
      cap: { value: "0.0005", text: "0.0005", clause },
      term: { milliseconds: 86_400_000, text: "24 hours", clause },
    },
    limits: {
      ...without(perpetual.limits!, "aggregation"),
      basis: {
        ...perpetual.limits!.basis!,
        contracts: 1,
        formula: { op: "add", left: ONE, right: ONE, clause } as never,
      },
      reportable: { contracts: 50, clause },
      referenced: { value: true, because: "it is", clause },
      exemptions: [],
      aggregate: [{ product: "GPH", ratio: "10", into: false, clause }],
    },
    margin: [],
    orders: without(perpetual.orders!, "max"),
    sessions: without(perpetual.sessions, "settlement"),
  }));
  // The terms that every contract may have are those of the future that states them all.
  const future = full.product!;
  const whole: ContractModel = {
    ...asked,
    calendars: [...asked.calendars, ...full.calendars],
    grades: asked.grades.map((one) => ({
      ...one,
      conversions: [{ from: "GPU_minute", value: "1/60", unit: "GPU_hour", clause }],
    })),
    indices: asked.indices.map((one) =>
      one.licence === undefined ? one : { ...one, licence: without(one.licence, "until") },
    ),
  };
  const ofIndex = withPerpetual(whole, (perpetual) => ({
    ...perpetual,
    sessions: future.sessions,
    orders: future.orders!,
    funding: { ...perpetual.funding, clamp: { ...perpetual.funding.clamp, value: "0.0001" } },
    mark: { ...perpetual.mark, of: [{ op: "read", what: "index", clause }] },
    limits: { ...perpetual.limits!, counting: { value: "net", clause } },
  }));
  return [asked, certified, rich, ofIndex];
}

/** The subject of the first filing of a model. */
export function firstSubject(model: ContractModel): Subject {
  return subjectOf(model, filingsOf(model)[0]!);
}
