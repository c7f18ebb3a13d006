import type { Index } from "../../../model/model.ts";
import { divide, fromInteger, parse, show } from "../../../runtime/exact.ts";
import { PLAIN_MODES } from "../../../runtime/margin-columns.ts";
import type { PlainMode } from "../../../runtime/whole-loops.ts";
import { columnNamed, computedTiers, limitsMove, screensOf, stepsOf } from "../index-columns.ts";
import { kindsOf } from "../index-code.ts";
import { hasKernel } from "../index-kernel.ts";
import { tierId } from "../index-tiers.ts";
import type { Dialect } from "./dialect.ts";
import type { Part } from "./index-screens.ts";
import { MOST_ROUNDS, roundsOf, screenParts } from "./index-screens.ts";
import { roundingName } from "./round.ts";

/** Prices are whole numbers of a ten-thousandth of what the index is published to. */
const FINER = 10_000n;
/** What keeps every product within the whole numbers of each dialect. */
const MOST_SIZE = 2n ** 40n;
const MOST_PRICE = 2n ** 53n;
const MOST_TIME = 2n ** 53n;

/** Why an index has no view in SQL; undefined where it has one. */
export function viewWithheld(dialect: Dialect, index: Index): string | undefined {
  if (index.screens.some(limitsMove)) return "its value is held near the one before, and a view sees one day";
  if (!hasKernel(index))
    return "its statistics or screens are worked out of each row and not of how much was dealt at each price";
  if (modeOf(index) === undefined) return "it is rounded in a mode that leans to another price";
  const [step] = stepsOf(index);
  const parts = index.window?.kind === "clock" ? index.window.parts : 1;
  if (step?.step?.statistic === "volume-weighted-mean" && parts > 1)
    return "means of several parts have no common denominator that whole numbers of 128 bits hold";
  if (dialect.once === "" && index.screens.length > 0)
    return "a query with a name is worked out anew wherever it is named, and screens name theirs many times over";
  const caps = index.screens.filter(({ action }) => action === "cap");
  if (caps.some(({ at }) => roundsOf(at as string) > MOST_ROUNDS))
    return "its cap is handed on too often to be written out";
  if (caps.length > 0 && Object.values(kindsOf(index)).some((from) => from.length === 0))
    return "a cap on the volume of sources that are not named";
  return undefined;
}

/** The mode of rounding of an index that is rounded alike whatever else is. */
export function modeOf(index: Index): PlainMode | undefined {
  return PLAIN_MODES.find((one) => one === index.value.round.mode);
}

/** What one whole number of a price column stands for. */
export function priceStep(index: Index): string {
  return show(divide(parse(index.value.round.increment), fromInteger(FINER)));
}

/** The tables that a view reads and the view itself, by their names. */
export function viewNames(index: Index): { readonly inputs: string; readonly window: string; readonly view: string } {
  const name = index.id.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  return { inputs: `${name}_inputs`, window: `${name}_window`, view: `${name}_reference_price` };
}

/** The tiers of inputs before any other fallback, with the kind of input each reads. */
function tiersOf(index: Index): { readonly tier: string; readonly kind: string }[] {
  const found: { tier: string; kind: string }[] = [];
  for (const { kinds, fallback } of computedTiers(index)) {
    const [kind, ...more] = kinds;
    const before = index.fallback.slice(0, fallback ?? 0);
    if (kind === undefined || more.length > 0 || before.some((one) => one.kind !== "substitute")) break;
    found.push({ tier: tierId(fallback), kind });
  }
  return found;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The tables and the view of the print of an index from its inputs, as statements; what each named query of it states is cited. */
export function viewText(dialect: Dialect, index: Index, cite: (clause: string) => string): string {
  const { inputs, window, view } = viewNames(index);
  const tiers = tiersOf(index);
  const shown = [...bodyParts(dialect, index, tiers), ...judgedParts(dialect, index)];
  const last = shown
    .map(({ name, query, clause }) => {
      const comment = clause === undefined ? "" : `  -- ${cite(clause)}\n`;
      return `${comment}  ${name} as ${dialect.once}(\n    ${query}\n  )`;
    })
    .join(",\n");
  return [
    dialect.table(inputs, [
      ["kind", "text"],
      ["source", "text"],
      ["time", "whole"],
      ["price", "whole"],
      ["size", "whole"],
    ]),
    dialect.table(window, [["length", "whole"]]),
    `create or replace view ${view} as\nwith\n${last}\n${printed(dialect, index, tiers)};`,
  ].join("\n\n");
}

/** Rows as cells of tier, part, price and source, and what the screens leave of them. */
function bodyParts(dialect: Dialect, index: Index, tiers: readonly { readonly kind: string }[]): Part[] {
  const { inputs, window } = viewNames(index);
  const parts = index.window?.kind === "clock" ? index.window.parts : 1;
  const kinds = tiers.map(({ kind }, at) => `when ${quoted(kind)} then ${at}`).join(" ");
  const place = dialect.quotient(`(${dialect.wide("i.time")} * ${parts})`, dialect.wide("w.length"));
  const cells: Part = {
    name: "cells_0",
    query: `select case i.kind ${kinds} end as tier, ${place} + 1 as part, ${dialect.wide("i.price")} as price, i.source as source,
      count(*) as n, sum(${dialect.wide("i.size")}) as weight
    from ${inputs} as i cross join ${window} as w
    where i.time >= 0 and i.time < w.length and w.length > 0 and i.kind in (${tiers.map(({ kind }) => quoted(kind)).join(", ")})
    group by case i.kind ${kinds} end, ${place} + 1, ${dialect.wide("i.price")}, i.source`,
    ...(index.window === undefined ? {} : { clause: index.window.clause }),
  };
  const perUnit = divide(fromInteger(FINER), parse(index.value.round.increment));
  const sources = [...new Set(Object.values(kindsOf(index)).flat())];
  return [
    cells,
    ...screensOf(index).flatMap((one, at) =>
      screenParts(one, {
        dialect,
        from: `cells_${at}`,
        to: `cells_${at + 1}`,
        sources,
        perUnit: perUnit.n / perUnit.d,
      }),
    ),
  ];
}

/** The price of each part, and what each tier comes to. */
function judgedParts(dialect: Dialect, index: Index): Part[] {
  const left = `cells_${screensOf(index).length}`;
  const [step] = stepsOf(index);
  const median = step?.step?.statistic === "volume-weighted-median";
  const over = index.value.statistic === "median" ? "median" : "mean";
  const parts = median
    ? [
        {
          name: "parts_order",
          query: `select tier, part, price,
      sum(weight) over (partition by tier, part order by price rows between unbounded preceding and current row) as upto,
      sum(weight) over (partition by tier, part) as total
    from ${left}`,
          ...(step === undefined ? {} : { clause: step.clause }),
        },
        {
          name: "parts",
          query: `select tier, part, min(case when 2 * upto >= total then price end) as top, ${dialect.wide("1")} as per
    from parts_order group by tier, part`,
        },
      ]
    : [
        {
          name: "parts",
          query: `select tier, part, sum(price * weight) as top, sum(weight) as per from ${left} group by tier, part`,
          ...(step === undefined ? {} : { clause: step.clause }),
        },
      ];
  const valued: Part[] =
    over === "mean"
      ? [
          {
            name: "sums",
            query: `select tier, sum(top) as sum_top, max(per) * count(*) as bottom, count(*) as parts from parts group by tier`,
            clause: index.value.clause,
          },
        ]
      : [
          {
            name: "sums_order",
            query: `select tier, top, per, row_number() over (partition by tier order by top) as place,
      count(*) over (partition by tier) as many from parts`,
            clause: index.value.clause,
          },
          {
            name: "sums",
            query: `select tier, min(case when 2 * place >= many then top end) + min(case when 2 * place > many then top end) as sum_top,
      2 * max(per) as bottom, count(*) as parts from sums_order group by tier`,
          },
        ];
  return [
    ...parts,
    ...valued,
    {
      name: "counts",
      query: `select tier, sum(n) as used, count(distinct source) as sources from ${left} group by tier`,
      ...(index.quorum[0] === undefined ? {} : { clause: index.quorum[0].clause }),
    },
    {
      name: "met",
      query: `select s.tier as tier, s.sum_top as top, s.bottom as bottom, c.used as used
    from sums as s join counts as c on s.tier = c.tier${whereAll(demandsOf(index))}`,
    },
  ];
}

const whereAll = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : `\n    where ${conditions.join(" and ")}`;

function demandsOf(index: Index): string[] {
  const demands = index.quorum.map(({ count, of }) => {
    const column = columnNamed(of);
    return `${column === undefined ? "c.used" : column === "part" ? "s.parts" : "c.sources"} >= ${count}`;
  });
  const [step] = stepsOf(index);
  const all = index.window?.kind === "clock" && step?.step?.empty !== "leave-out";
  return [...demands, ...(all ? [`s.parts = ${index.window?.kind === "clock" ? index.window.parts : 1}`] : [])];
}

/** The row that is printed: refused where a row of the inputs is wrong, without a value where no tier of inputs has one. */
function printed(dialect: Dialect, index: Index, tiers: readonly { readonly tier: string }[]): string {
  const { inputs, window } = viewNames(index);
  const any = (condition: string): string => `(select count(*) from ${inputs} where ${condition}) > 0`;
  const kinds = Object.entries(kindsOf(index));
  const unknown = kinds
    .filter(([, from]) => from.length > 0)
    .map(([kind, from]) => `(kind = ${quoted(kind)} and source not in (${from.map(quoted).join(", ")}))`);
  const guards: (readonly [string, string, string])[] = [
    [
      `(select count(*) from ${window} where length > 0 and length <= ${MOST_TIME}) <> 1`,
      "missing-input",
      `one row of ${window}, its length above zero`,
    ],
    [`(select count(*) from ${window}) <> 1`, "missing-input", `one row of ${window}`],
    [
      any(["kind", "source", "time", "price", "size"].map((one) => `${one} is null`).join(" or ")),
      "missing-input",
      "no column without a value",
    ],
    [
      any(`kind not in (${kinds.map(([kind]) => quoted(kind)).join(", ")})`),
      "unknown-kind",
      `one of ${kinds.map(([kind]) => kind).join(", ")}`,
    ],
    ...(unknown.length === 0
      ? []
      : [[any(unknown.join(" or ")), "unknown-source", "a source that the spec names for the kind"] as const]),
    [any("size <= 0"), "size-not-positive", "sizes above zero"],
    ...(index.price.signed ? [] : [[any("price < 0"), "negative-price", "prices of zero or more"] as const]),
    [
      any(`size > ${MOST_SIZE} or abs(price) > ${MOST_PRICE} or abs(time) > ${MOST_TIME}`),
      "over-range",
      `sizes up to ${MOST_SIZE}, prices and times up to ${MOST_PRICE}`,
    ],
  ];
  const first = "(select min(tier) from met)";
  const top = `(select max(top) from met where tier = ${first})`;
  const bottom = `(select max(bottom) from met where tier = ${first})`;
  const value = `${roundingName(modeOf(index) as PlainMode)}(${dialect.wide(top)}, ${dialect.wide(`coalesce(${bottom}, 1)`)} * ${FINER})`;
  const lines = guards.map(([when, code, expected]) => `    when ${when} then ${dialect.refuse(code, expected)}`);
  const names = tiers.map(({ tier }, at) => `when ${at} then ${quoted(tier)}`).join(" ");
  return [
    "select",
    "  case",
    ...lines,
    `    else ${value}`,
    "  end as value,",
    `  case ${first} ${names} end as tier,`,
    `  (select max(used) from met where tier = ${first}) as used`,
  ].join("\n");
}
