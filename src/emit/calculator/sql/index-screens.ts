import { parse } from "../../../runtime/exact.ts";
import type { PlainScreen } from "../index-columns.ts";
import { judgedByOthers } from "../index-screens.ts";
import type { Dialect } from "./dialect.ts";

/** A named query of a view. */
export type Part = { readonly name: string; readonly query: string; readonly clause?: string };

/** What a screen reads, the name of what it leaves, and the sources that there may be. */
type Given = {
  readonly dialect: Dialect;
  readonly from: string;
  readonly to: string;
  readonly sources: readonly string[];
  /** Whole numbers of a price column in one of the decimals that the spec writes. */
  readonly perUnit: bigint;
};

/** The most times that what is above a cap is handed on. */
export const MOST_ROUNDS = 6;

/** How often what is above a cap can be handed on: no more sources than it goes into the whole reach it, and then none exceeds. */
export function roundsOf(cap: string): number {
  const { n, d } = parse(cap);
  return Number(d / n) + 1;
}

const CELL = "tier, part, price, source, n, weight";

/** One screen over cells of tier, part, price and source with their rows and weights, as queries of whole numbers. */
export function screenParts({ screen, column, center }: PlainScreen, given: Given): Part[] {
  const { from, to, perUnit, dialect } = given;
  const { clause } = screen;
  if (screen.action === "cap") return capParts(screen.at as string, clause, given);
  if (screen.comparison !== undefined) {
    const { n, d } = parse(screen.value as string);
    const keep = `not (price * ${d} ${screen.comparison} ${dialect.wide(String(n * perUnit))})`;
    return [{ name: to, query: `select ${CELL} from ${from} where ${keep}`, clause }];
  }
  const { n, d } = parse(screen.threshold as string);
  const within = (value: string, middle: string): string => `abs(${value} - ${middle}) * ${d} <= ${n} * abs(${middle})`;
  if (column === undefined) {
    const keys = center === undefined ? "tier" : `tier, ${center}`;
    return [
      ...mediansParts(`${to}_middle`, from, keys, clause),
      {
        name: to,
        query: `select ${CELL} from ${from} join ${to}_middle using (${keys})\n    where ${within("2 * price", "twice")}`,
      },
    ];
  }
  const others = judgedByOthers(screen.from);
  return [
    ...mediansParts(`${to}_sources`, from, "tier, source", clause),
    // Each source beside those that it is judged by, in the order of their medians.
    {
      name: `${to}_beside`,
      query: `select a.tier as tier, a.source as source, a.twice as own, b.twice as other,
      row_number() over (partition by a.tier, a.source order by b.twice) as place,
      count(*) over (partition by a.tier, a.source) as many
    from ${to}_sources as a join ${to}_sources as b on a.tier = b.tier${others ? "\n    where a.source <> b.source" : ""}`,
    },
    {
      name: `${to}_judged`,
      query: `select tier, source, max(own) as its,
      min(case when 2 * place >= many then other end) + min(case when 2 * place > many then other end) as middle
    from ${to}_beside group by tier, source`,
    },
    {
      name: `${to}_out`,
      query: `select tier, source, 1 as gone from ${to}_judged where not (${within("2 * its", "middle")})`,
    },
    { name: to, query: withoutOut(from, to) },
  ];
}

/** The cells of sources that are not out. */
const withoutOut = (from: string, to: string): string =>
  `select ${CELL.split(", ")
    .map((one) => `c.${one} as ${one}`)
    .join(", ")}
    from ${from} as c left join ${to}_out as o on c.tier = o.tier and c.source = o.source
    where coalesce(o.gone, 0) = 0`;

/** Twice the median price of the rows of each group: the two in the middle together. */
function mediansParts(name: string, from: string, keys: string, clause: string): Part[] {
  return [
    {
      name: `${name}_order`,
      query: `select ${keys}, price,
      sum(n) over (partition by ${keys} order by price rows between unbounded preceding and current row) as upto,
      sum(n) over (partition by ${keys}) as many
    from ${from}`,
      clause,
    },
    {
      name,
      query: `select ${keys},
      min(case when 2 * upto >= many then price end) + min(case when 2 * upto > many then price end) as twice
    from ${name}_order group by ${keys}`,
    },
  ];
}

/**
 * Caps each source's share: whoever is above takes the cap, and the others share what is left, until none is above. Weights become whole numbers again by the
 * volumes of those that are capped and of all others together, which every weight of a tier is multiplied by.
 */
function capParts(cap: string, clause: string, { dialect, from, to, sources }: Given): Part[] {
  const { n, d } = parse(cap);
  const rounds = roundsOf(cap);
  const quoted = (one: string): string => `'${one.replaceAll("'", "''")}'`;
  const parts: Part[] = [
    {
      name: `${to}_0`,
      query: `select tier, source, sum(weight) as volume, ${dialect.wide("0")} as capped from ${from} group by tier, source`,
      clause,
    },
  ];
  for (let round = 1; round <= rounds; round += 1) {
    const [before, now] = [`${to}_${round - 1}`, `${to}_${round}`];
    parts.push(
      { name: `${now}_left`, query: leftOf(before, n, d) },
      {
        name: now,
        query: `select s.tier as tier, s.source as source, s.volume as volume,
      case when s.capped = 1 or s.volume * l.share > ${n} * l.free then ${dialect.wide("1")} else ${dialect.wide("0")} end as capped
    from ${before} as s join ${now}_left as l on s.tier = l.tier`,
      },
    );
  }
  const last = `${to}_${rounds}`;
  const ofCapped = sources.map((one) => `max(case when source = ${quoted(one)} and capped = 1 then volume else 1 end)`);
  parts.push(
    { name: `${to}_left`, query: leftOf(last, n, d) },
    { name: `${to}_all`, query: `select tier, ${ofCapped.join(" *\n      ")} as times from ${last} group by tier` },
    {
      name: `${to}_scales`,
      query: `select s.tier as tier, s.source as source,
      case when s.capped = 1 then ${n} * l.free * (${dialect.quotient("a.times", "s.volume")}) else l.share * a.times end as scale
    from ${last} as s join ${to}_left as l on s.tier = l.tier join ${to}_all as a on s.tier = a.tier
    where ${n} * l.many >= ${d}`,
    },
    {
      name: to,
      query: `select c.tier as tier, c.part as part, c.price as price, c.source as source, c.n as n, c.weight * s.scale as weight
    from ${from} as c join ${to}_scales as s on c.tier = s.tier and c.source = s.source`,
    },
  );
  return parts;
}

/** What those that are not capped weigh together, of how many shares of the whole they take what is left, and how many sources there are; where all are capped they weigh one. */
const leftOf = (from: string, n: bigint, d: bigint): string =>
  `select tier, sum(case when capped = 1 then 0 else volume end) + case when min(capped) = 1 then 1 else 0 end as free,
      ${d} - ${n} * sum(capped) as share, count(*) as many
    from ${from} group by tier`;
