import type { DeliveryDay, ExerciseDay, OptionDay, ProductDay, SeriesDay } from "../model/generated/settlement.ts";
import { visible } from "../diagnostic/visible.ts";
import { explainMark, explainSteps } from "./explain.ts";
import { grouped, type Ink, quiet, right, signed, type TableCell, tableLines } from "./table.ts";

/** The options of one product as a person reads them: marks with where they came from, exercises with who was assigned, and variation. */
export function optionLines(day: OptionDay, date: string, ink: Ink, explain: boolean): string[] {
  const { product, title, deadline, series, exercises, payments } = day;
  return [
    ink("title", `${product} · ${title} · ${date}, instructions until ${deadline.slice(11, 16)} UTC`),
    "",
    ...marks(day, ink),
    ...(explain ? series.flatMap((one) => ["", `  ${ink("name", one.series)}`, ...explainMark(one, ink)]) : []),
    ...exercises.flatMap((one) => ["", ...exercise(one, day, ink), ...(explain ? explainSteps(one.steps, ink) : [])]),
    ...(payments.length === 0 ? [] : ["", ...variation(day, ink)]),
    "",
  ];
}

const FROM: Readonly<Record<SeriesDay["tier"], string>> = {
  traded: "last trade",
  stated: "stated volatility",
  expiry: "its last day",
};

function marks({ series, unit }: OptionDay, ink: Ink): string[] {
  if (series.length === 0) return ["  No series was held, dealt or marked."];
  const names = ["future", "mark", "change", "volatility", "delta"].map((name) => right(name, "quiet"));
  const rows = series.map((one): TableCell[] => [
    one.series,
    right(one.futureSettlement),
    right(one.settlement, "name"),
    right(one.change === undefined ? "new" : signed(one.change)),
    right(short(one.volatility)),
    right(short(one.delta)),
    quiet(FROM[one.tier]),
  ]);
  return [
    `  ${ink("quiet", `marks in ${unit}`)}`,
    ...tableLines([[quiet("series"), ...names, quiet("from")], ...rows], ink),
  ];
}

/** The first digits of a figure for a table; all of them are in the JSON. */
function short(figure: string | undefined): string {
  return figure === undefined ? "" : (/^-?\d+(?:\.\d{1,4})?/.exec(figure)?.[0] ?? figure);
}

function exercise({ series, exercised, accounts, expires }: ExerciseDay, { currency }: OptionDay, ink: Ink): string[] {
  const names = ["held", "exercised", "assigned", "futures", currency].map((name) => right(name, "quiet"));
  const rows = accounts.map((one): TableCell[] => [
    visible(one.account),
    right(signed(one.lots)),
    right(grouped(one.exercised)),
    right(grouped(one.assigned)),
    right(signed(one.future)),
    right(signed(one.amount)),
  ]);
  const what = expires ? "at its end" : "early";
  return [
    `  ${ink("quiet", `${series}: ${grouped(exercised)} exercised ${what}`)}`,
    ...tableLines([[quiet("account"), ...names], ...rows], ink),
  ];
}

function variation({ payments, currency }: OptionDay, ink: Ink): string[] {
  const names = ["lots", "moved", currency].map((name) => right(name, "quiet"));
  const rows = payments.map((one): TableCell[] => [
    visible(one.account),
    one.series,
    right(signed(one.lots)),
    right(`${one.previous} → ${one.settlement}`),
    right(signed(one.amount)),
  ]);
  return [
    `  ${ink("quiet", "variation of premiums that are margined")}`,
    ...tableLines([[quiet("account"), quiet("series"), ...names], ...rows], ink),
  ];
}

/** What is invoiced and paid for deliveries, each with its steps where they are asked for. */
export function deliveryLines({ deliveries = [], currency }: ProductDay, ink: Ink, explain: boolean): string[] {
  if (deliveries.length === 0) return [];
  const says = (one: DeliveryDay): string =>
    one.kind === "invoice"
      ? `${visible(one.payer)} takes ${grouped(one.lots)} of ${one.grade ?? ""} at ${one.location ?? ""} from ${visible(one.receiver)}`
      : `${visible(one.payer)} failed ${visible(one.receiver)} in ${grouped(one.lots)}`;
  return [
    `  ${ink("quiet", "deliveries announced, and those that failed")}`,
    ...deliveries.flatMap((one) => [
      `  ${one.month}  ${says(one)}: ${ink("name", grouped(one.amount))} ${currency}`,
      ...(explain ? explainSteps(one.steps, ink) : []),
    ]),
    "",
  ];
}
