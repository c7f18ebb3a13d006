import { fieldOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { show } from "../../runtime/exact.ts";
import type { Unit } from "../../value/unit.ts";
import type { Index } from "../model.ts";
import { clauseOf, type Lowering, wordsOf } from "./builder.ts";

type Accrual = NonNullable<Index["accrual"]>;

const ACCRUAL =
  /^(?:act \/ ([1-9]\d{0,3})|calendar days)(?:, lookback ([1-9]\d?) business days?)?(?:, lockout ([1-9]\d?) business days?)?(, observation shift)?$/;
const WANTED =
  "`act/360` for what is compounded or `calendar days` for a mean, and where needed `, lookback 5 business days, lockout 2 business days, observation shift`";

/** `accrual:` of an index over the calendar days of a month; undefined where there is none, or after a finding. */
export function accrualOf(
  at: Lowering,
  unit: Unit,
  window: Index["window"],
  value: Index["value"] | undefined,
): Accrual | undefined {
  const { context } = at;
  const field = fieldOf(at.block, "accrual");
  const compounds = value?.statistic === "compounded-rate";
  if (field?.value === undefined) {
    if (compounds)
      report(context, "field-missing", fieldOf(at.block, "value")?.span ?? at.block.span, {
        what: "a compounded rate",
        field: "accrual",
        why: "it says how many days a year has and which day's rate counts, such as `accrual: act/360`",
      });
    return undefined;
  }
  const words = wordsOf(field);
  const refused = (wanted: string) =>
    report(context, "value-of-another-kind", field.value?.span ?? field.span, { field: "accrual", wanted });
  const found = ACCRUAL.exec(words.replace(/\s*\/\s*/g, " / "));
  if (found === null) return refused(WANTED);
  const [, year, lookback, lockout, shift] = found;
  if (shift !== undefined && lookback === undefined)
    return refused("a `lookback` where there is an `observation shift`");
  if (window?.kind !== "month" || window.days !== "calendar")
    return refused("an index whose inputs are of days, all of which count: `window: calendar days of month`");
  const empty = fieldOf(at.block, "empty-part");
  if (empty !== undefined && wordsOf(empty) !== "no value")
    return refused(
      "`empty-part: no value`: a closed day counts with the business day before it, and no rate may be missing",
    );
  if (value !== undefined && value.over !== "part")
    return refused("a value over the days: `compounded rate of days` or `mean of days`");
  if (value !== undefined && value.statistic !== "mean" && !compounds)
    return refused("`value: compounded rate of days` or `value: mean of days`");
  if (compounds !== (year !== undefined))
    return refused(
      compounds ? "the days of a year, such as `act/360`, for what is compounded" : "`calendar days` for a mean",
    );
  if (compounds && unit.dimension.length > 0)
    return refused("a rate: `price` in a unit such as `unit percent = 100 bp`, for money does not compound");
  return {
    ...(year === undefined ? {} : { year: Number(year), scale: show(unit.factor) }),
    lookback: Number(lookback ?? 0),
    lockout: Number(lockout ?? 0),
    shift: shift !== undefined,
    text: words,
    clause: clauseOf(context, field),
  };
}
