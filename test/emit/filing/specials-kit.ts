import { filingsOf, subjectOf, type Subject } from "../../../src/emit/filing/names.ts";
import { check } from "../../../src/index.ts";
import type { ContractModel, Option } from "../../../src/model/model.ts";
import { shippedFiles } from "../../kit/shipped-files.ts";
import { withImports } from "./checklist-kit.ts";

const OGPH = "filings/ogph-40-2.tenor";

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

/** The subject of the first filing of a model. */
export function firstSubject(model: ContractModel): Subject {
  return subjectOf(model, filingsOf(model)[0]!);
}
