import type { Field } from "../../ast/nodes.ts";
import {
  contentOf,
  fieldOf,
  fieldsOf,
  flagged,
  headOf,
  headWords,
  modifierOf,
  nameOf,
  sectionsOf,
  textOf,
} from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { unitOf } from "../../check/expression.ts";
import { spell } from "../../value/unit.ts";
import type { Index, Principle } from "../model.ts";
import { clauseOf, exprHere, type Lowering, missing, oneName, onlyModifiers, required, wordsOf } from "./builder.ts";
import { dayText } from "./date-rule.ts";
import { titled } from "./head.ts";
import { countsOf, stepsOf, valueOf } from "./index-terms.ts";
import { accrualOf } from "./index-accrual.ts";
import { baseOf } from "./index-base.ts";
import { weightsOf } from "./index-weights.ts";
import { fallbackOf } from "./index-fallback.ts";
import { columnsOf, inputsOf, membersOf, overKnown } from "./index-inputs.ts";
import { quotesOf } from "./index-quotes.ts";
import { restatement } from "./index-restated.ts";
import { retiredOf } from "./index-retired.ts";
import { screensOf } from "./index-screens.ts";
import { indexWindow } from "./index-window.ts";
import { knownZone, timeOf } from "./sessions.ts";
import { productEnv } from "./terms.ts";

/** An index declaration as the model has it; undefined after a finding. */
export function indexOf(at: Lowering): Index | undefined {
  const { context } = at;
  const { declaration } = context;
  const zoneName = headOf(declaration, "head-zone")?.zone;
  const zone =
    zoneName === undefined
      ? report(context, "zone-missing", declaration.name.span, { what: at.what })
      : knownZone(context, zoneName);
  const on = headOf(declaration, "head-on");
  const calendar = on && find(context, on.name, "calendar")?.name;
  if (on === undefined)
    report(context, "calendar-missing", declaration.name.span, {
      what: `${at.what} is published on certain days, so it`,
    });
  const priceField = required(at, "price", "it says what a value counts");
  const priceExpr = exprHere(context, priceField, "money per unit, such as `USD / GPU_hour of H100_SXM`");
  const unit = priceExpr && unitOf(priceExpr, { context, known: [] });
  const valueField = required(at, "value", "it says how the inputs become one price");
  if (
    zone === undefined ||
    calendar === undefined ||
    unit === undefined ||
    priceExpr === undefined ||
    priceField === undefined
  )
    return undefined;
  const env = productEnv(context, { price: { unit, node: priceExpr }, ticks: new Map(), intervals: new Set() });
  const currencies = unit.dimension.filter((one) => one.base.kind === "currency");
  const currency = currencies.length === 1 && currencies[0]?.exponent === 1 ? currencies[0] : undefined;
  if (currency === undefined && unit.dimension.length > 0)
    return report(context, "index-not-in-money", priceExpr.span, { unit: spell(unit) });
  const inputs = inputsOf(at);
  if (sectionsOf(at.block, "inputs").every((one) => one.block.items.length === 0))
    missing(at, "inputs", "it says whose prices count");
  const members = membersOf(at);
  const columns = columnsOf(at, inputs, members);
  const quotes = quotesOf(at, unit, priceExpr, env, inputs);
  const window = indexWindow(at, env, calendar);
  const hours = fieldOf(at.block, "hours");
  if (hours?.value !== undefined && window !== undefined && window.kind !== "hours")
    report(context, "value-of-another-kind", hours.value.span, {
      field: "hours",
      wanted: "a window of hours, such as `window: hours of month`",
    });
  const timed = window?.kind === "clock" || window?.kind === "trailing";
  const steps = stepsOf(at, env, { timed, columns, unit });
  const value = valueField && valueOf(at, valueField, unit, env, timed);
  if (value !== undefined && valueField !== undefined) overKnown(at, valueField, value.over, columns, steps);
  const fallback = fallbackOf(at, unit, env);
  const retired = retiredOf(at, members, steps);
  if (value === undefined || fallback === undefined) return undefined;
  const base = baseOf(at, members, steps, value, retired);
  const accrual = accrualOf(at, unit, window, value);
  return {
    ...titled(context, declaration, at.block),
    zone,
    calendar,
    ...administration(at, zone),
    ...optional("version", versionOf(at)),
    price: {
      ...(currency === undefined ? {} : { currency: currency.base.name }),
      unit: spell(unit),
      signed: flagged(priceField, "signed"),
      clause: clauseOf(context, priceField),
    },
    inputs,
    members,
    ...optional("retired", retired as Index["retired"]),
    ...optional("window", window),
    ...optional("base", base),
    ...optional("accrual", accrual),
    ...optional("quotes", quotes),
    screens: screensOf(at, {
      env,
      unit,
      columns,
      steps,
      window,
      signed: flagged(priceField, "signed"),
      goesOn: base !== undefined || accrual !== undefined,
    }),
    steps,
    ...optional(
      "weights",
      weightsOf(
        at,
        env,
        members.find(({ of }) => of === value.over),
      ),
    ),
    value,
    quorum: countsOf(at, fieldOf(at.block, "quorum"), env, columns),
    fallback,
    ...restatement(at, env),
    governance: sectionsOf(at.block, "governance").flatMap((section) => {
      const head = section.head[0];
      if (head === undefined || headWords(section) !== "iosco")
        report(context, "word-unknown", head?.span ?? section.keyword.span, {
          field: "governance",
          word: headWords(section),
          known: "iosco",
        });
      return fieldsOf(section.block).flatMap((field) => principleOf(at, field) ?? []);
    }),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function administration(
  at: Lowering,
  zone: string,
): Pick<Index, "administrator" | "administratorClause" | "licence" | "publish"> {
  const { context } = at;
  const administrator = fieldOf(at.block, "administrator");
  const named = oneName(context, administrator, "one organisation");
  const name = named && find(context, named, "organisation", "venue", "clearing-house");
  const licence = fieldOf(at.block, "licence");
  const [moment, ...more] = contentOf(licence, "moment-value")?.moments ?? [];
  const until = moment?.relation === "until" && moment.at === undefined && more.length === 0 ? moment.on : undefined;
  const day = until?.kind === "day-literal" ? dayText(context, until) : undefined;
  if (licence?.value !== undefined && until?.kind !== "day-literal")
    report(context, "value-of-another-kind", licence.value.span, {
      field: "licence",
      wanted: "its last day, such as `until 2029-12-31`",
    });
  const publish = timeOf(at, fieldOf(at.block, "publish"), zone, new Set());
  return {
    ...(name === undefined || administrator === undefined
      ? {}
      : { administrator: name.name, administratorClause: clauseOf(context, administrator) }),
    ...(licence === undefined
      ? {}
      : { licence: { text: wordsOf(licence), ...optional("until", day), clause: clauseOf(context, licence) } }),
    ...optional("publish", publish),
  };
}

function versionOf(at: Lowering): Index["version"] {
  const field = fieldOf(at.block, "version");
  const said = textOf(field);
  if (field?.value === undefined) return undefined;
  if (said === undefined)
    return report(at.context, "value-of-another-kind", field.value.span, {
      field: "version",
      wanted: 'a version such as `"1.2"`',
    });
  return { text: said, clause: clauseOf(at.context, field) };
}

/** `principle-17: unmet, because "…"`. */
function principleOf(at: Lowering, field: Field): Principle | undefined {
  const number = /^principle-([1-9]|1\d)$/.exec(field.key.text)?.[1];
  if (number === undefined) {
    return report(at.context, "word-unknown", field.key.span, {
      field: "governance",
      word: field.key.text,
      known: "principle-1 to principle-19",
    });
  }
  const statement = textOf(field);
  const because = modifierOf(field, "because")?.text.value;
  const clause = clauseOf(at.context, field);
  if (field.value === undefined) return undefined;
  if (!onlyModifiers(at.context, field.value.modifiers, ...(statement === undefined ? (["because"] as const) : [])))
    return undefined;
  if (statement === undefined && nameOf(field)?.text !== "unmet")
    return report(at.context, "value-of-another-kind", field.value.span, {
      field: field.key.text,
      wanted: 'a sentence that says how it is met, or `unmet, because "…"`',
    });
  if (statement !== undefined) return { principle: Number(number), met: true, statement, clause };
  if (because === undefined)
    return report(at.context, "field-missing", field.key.span, {
      what: field.key.text,
      field: "because",
      why: "an unmet principle says why",
    });
  return { principle: Number(number), met: false, statement: because, clause };
}
