import type { Expr, Field, Name } from "../../ast/nodes.ts";
import { contentOf, fieldOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { Orders } from "../model.ts";
import { clauseOf, type Lowering, missing, onlyModifiers, wordsOf } from "./builder.ts";
import { orderControlsOf } from "./order-controls.ts";
import { underOf } from "./under.ts";
import { contractsOf } from "./whole-contracts.ts";
import { milliseconds } from "./risk.ts";
import { productEnv, type ProductTerms } from "./terms.ts";

/** The `orders` block with its `block { … }`; undefined when there is none. */
export function ordersOf(at: Lowering, terms: ProductTerms): Orders | undefined {
  const section = sectionOf(at.block, "orders");
  if (section === undefined) return undefined;
  const env = productEnv(at.context, terms);
  const max = fieldOf(section.block, "max");
  const contracts = contractsOf(at, max, env);
  const smallest = fieldOf(section.block, "min");
  const fewest = contractsOf(at, smallest, env);
  sizesRise(at, smallest, fewest, max, contracts);
  const block = sectionOf(section.block, "block");
  const least = fieldOf(block?.block, "min");
  if (block !== undefined && least === undefined) missing(at, "min", "a block trade has a least size", block.keyword);
  const min = contractsOf(at, least, env);
  const reporting = fieldOf(block?.block, "report");
  const within = reporting && withinOf(at, reporting);
  const reported = within && milliseconds(within, env);
  const matching = fieldOf(section.block, "matching");
  const noCancellation = fieldOf(section.block, "no-cancellation");
  return {
    ...(smallest === undefined || fewest === undefined
      ? {}
      : { min: { contracts: fewest, clause: clauseOf(at.context, smallest) } }),
    ...(max === undefined || contracts === undefined ? {} : { max: { contracts, clause: clauseOf(at.context, max) } }),
    ...(block === undefined || min === undefined
      ? {}
      : {
          block: {
            min,
            ...(reported === undefined ? {} : { reportWithinMilliseconds: reported }),
            clause: clauseOf(at.context, block),
          },
        }),
    ...matchingOf(at, matching),
    ...wordsIn(at, "types", TYPES, fieldOf(section.block, "types")),
    ...wordsIn(at, "validity", VALIDITIES, fieldOf(section.block, "validity")),
    ...noCancellationOf(at, noCancellation),
    ...orderControlsOf(at, section.block),
    clause: clauseOf(at.context, section),
  };
}

/** Ways orders meet in the book. */
const MATCHING: readonly string[] = ["price-time", "pro-rata"];

/** `price-time, under "Rule 519"`. */
function matchingOf(at: Lowering, field: Field | undefined): Pick<Orders, "matching"> {
  if (field?.value === undefined) return {};
  const words = wordsOf(field);
  const value = words.split(",")[0] ?? "";
  if (MATCHING.includes(value)) {
    if (/^[a-z-]+(?:, under "[^"]*")?$/.test(words))
      return { matching: { value, ...ruled(field), clause: clauseOf(at.context, field) } };
    const wanted = 'one word and where needed its rule, such as `price-time, under "Rule 519"`';
    report(at.context, "value-of-another-kind", field.value.span, { field: "matching", wanted });
    return {};
  }
  const span = { ...field.value.span, end: field.value.span.start + value.length };
  report(at.context, "word-unknown", span, { field: "matching", word: value, known: MATCHING.join(", ") });
  return {};
}

/** A finding where no order could be both large and small enough. */
function sizesRise(
  at: Lowering,
  min: Field | undefined,
  fewest: number | undefined,
  max: Field | undefined,
  most: number | undefined,
): void {
  if (min === undefined || max === undefined || fewest === undefined || most === undefined || fewest <= most) return;
  const related = [{ span: max.span, label: "is the largest order" }];
  const help = "the smallest order is at most the largest";
  report(at.context, "levels-out-of-order", min.span, { what: "the sizes of orders" }, { related, help });
}

/** Kinds of order, by what makes one executable and what becomes of the rest (FIX tag 40, OrdType; `iceberg` shows a part of its size). */
const TYPES: readonly string[] = [
  "limit",
  "market",
  "market-to-limit",
  "market-with-protection",
  "stop",
  "stop-limit",
  "stop-with-protection",
  "iceberg",
];

/** How long an order may stand (FIX tag 59, TimeInForce). */
const VALIDITIES: readonly string[] = [
  "day",
  "good-till-cancelled",
  "good-till-date",
  "immediate-or-cancel",
  "fill-or-kill",
  "at-the-open",
  "at-the-close",
];

/** `types: limit, stop` and `validity: day, good-till-cancelled`: each word is known and stands once; nothing after a finding. */
function wordsIn<K extends "types" | "validity">(
  at: Lowering,
  key: K,
  known: readonly string[],
  field: Field | undefined,
): { readonly [key in K]?: NonNullable<Orders[K]> } {
  if (field?.value === undefined || !onlyModifiers(at.context, field.value.modifiers)) return {};
  const names = contentOf(field, "names-value")?.names ?? [];
  const twice = names.find((one, place) => names.findIndex(({ text }) => text === one.text) < place);
  const strange = names.find((one: Name) => !known.includes(one.text));
  if (strange !== undefined)
    report(at.context, "word-unknown", strange.span, { field: key, word: strange.text, known: known.join(", ") });
  else if (twice !== undefined) report(at.context, "field-twice", twice.span, { field: twice.text });
  else if (names.length > 0) {
    const value = { values: names.map((one) => one.text), clause: clauseOf(at.context, field) };
    return { [key]: value } as { readonly [key in K]?: NonNullable<Orders[K]> };
  }
  return {};
}

/** `within 15 minutes`. */
function withinOf(at: Lowering, field: Field): Expr | undefined {
  const moments = contentOf(field, "moment-value")?.moments ?? [];
  const [first] = moments;
  if (field.value === undefined) return undefined;
  if (moments.length === 1 && first?.length !== undefined && first.when === undefined) return first.length;
  return report(at.context, "value-of-another-kind", field.value.span, {
    field: field.key.text,
    wanted: "a time that may pass, such as `within 15 minutes`",
  });
}

function ruled(field: Field): { under?: string } {
  const under = underOf(field);
  return under === undefined ? {} : { under };
}

function noCancellationOf(at: Lowering, field: Field | undefined): Pick<Orders, "noCancellation"> {
  if (field === undefined) return {};
  const words = wordsOf(field);
  const ticks = /^within ([0-9_]+) ticks?(?:, under "[^"]*")?$/.exec(words)?.[1]?.replaceAll("_", "");
  const span = field.value?.span ?? field.span;
  if (ticks === undefined) {
    report(at.context, "value-of-another-kind", span, {
      field: "no-cancellation",
      wanted: 'a number of ticks and where needed its rule, such as `within 25 ticks, under "Rule 588"`',
    });
    return {};
  }
  if (BigInt(ticks) < 1n || BigInt(ticks) > MOST_TICKS) {
    const params = { what: "a number of ticks", least: "1", most: "1_000_000", value: ticks };
    report(at.context, "number-out-of-range", span, params);
    return {};
  }
  return {
    noCancellation: { text: words, ticks: Number(ticks), ...ruled(field), clause: clauseOf(at.context, field) },
  };
}

const MOST_TICKS = 1_000_000n;
