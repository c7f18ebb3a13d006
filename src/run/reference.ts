import { diagnostic } from "../diagnostic/diagnostic.ts";
import type { IndexReads } from "../model/generated/inputs.ts";
import type { Reference } from "../model/generated/settlement.ts";
import { parse, subtract, toFixed } from "../runtime/exact.ts";
import type { ReferencePrice } from "../runtime/index-price.ts";
import { call, type Called, type Refusal } from "./calculator.ts";
import {
  clauseAt,
  clauseOf,
  type Desk,
  determinationOf,
  determinationOrigin,
  isDetermined,
  noteRefusal,
  type Origin,
} from "./desk.ts";
import { inputsOfIndex, observationOf, type Row, strangeColumns } from "./observations.ts";
import type { IndexInput } from "../model/generated/market.ts";
import { restatedInputs } from "./restated.ts";
import { businessOf, daysOf, hoursOf, isPublished, type UtcWindow, windowOn } from "./window.ts";

/** What is known of an index today: its value, `null` where it was not published; undefined where nobody said. */
export type Prints = {
  readonly references: readonly Reference[];
  readonly values: ReadonlyMap<string, string | null>;
  /** True where the determination given was taken. */
  readonly determined: boolean;
};

type Work = {
  readonly desk: Desk;
  readonly values: Map<string, string | null>;
  readonly references: Reference[];
  determined: boolean;
};

/**
 * The print of every index that the product settles on, computed by the generated calculator from the rows of the market, those that a
 * fallback may read first. What cannot be computed is noted among the problems of the desk.
 */
export function referencePrices(desk: Desk): Prints {
  const { inputs, engine } = desk.output;
  const roots = new Set([
    engine.underlying.index,
    ...(inputs.daily?.indices ?? []),
    ...(inputs.final?.averaged ?? []),
    ...(inputs.final?.single ?? []),
  ]);
  const work: Work = { desk, values: new Map(), references: [], determined: false };
  for (const id of roots) print(work, id, true);
  refuseGiven(work);
  return { references: work.references, values: work.values, determined: work.determined };
}

/** Where a link of an index stands in the market, as near as it is there. */
function linkAt(index: string, path: readonly (string | undefined)[]): string {
  return ["/links", index, ...path.flatMap((one) => one ?? [])].join("/");
}

/** Values of the day are given only for indices that nothing computes here, and links for indices that are there. */
function refuseGiven({ desk, references }: Work): void {
  const { market, known } = desk.day;
  for (const index of Object.keys(market.data.links ?? {}))
    if (!known.indices.includes(index))
      desk.problems.push(
        diagnostic("observable-unknown", market.place(`/links/${index}`), {
          name: index,
          known: known.indices.join(", "),
        }),
      );
  for (const index of Object.keys(market.data.indices ?? {})) {
    const place = market.place(`/indices/${index}`);
    if (!known.indices.includes(index)) {
      desk.problems.push(diagnostic("observable-unknown", place, { name: index, known: known.indices.join(", ") }));
    } else if (references.some((one) => one.index === index)) {
      desk.problems.push(diagnostic("index-computed-here", place, { index }));
    }
  }
}

function print(work: Work, id: string, root: boolean): void {
  const { desk, values } = work;
  if (values.has(id)) return;
  const reads = readsOf(desk, id);
  const { date, market } = desk.day;
  const rows = inputsOfIndex(desk.day, id);
  if (!root && rows.length === 0) {
    const given = market.data.indices?.[id];
    if (given !== undefined) values.set(id, given);
    return;
  }
  const published = isPublished(reads.calendar, date);
  if (published === undefined) {
    const { id: calendar, from, to } = reads.calendar;
    const found = `${date}, and ${calendar} is sure from ${from} to ${to}`;
    noteRefusal(
      desk,
      id,
      { code: "calendar-unsure", place: "date", expected: "a day its calendar is sure of", found },
      [],
    );
    return;
  }
  if (!published) {
    values.set(id, null);
    return;
  }
  const strange = rows.flatMap((row) => strangeColumns(desk.day, row, reads));
  desk.problems.push(...strange);
  if (strange.length > 0) return;
  for (const other of reads.indices) print(work, other, false);
  compute(work, reads, rows, root);
}

/** What the calculator reads for an index; one that it does not have is our bug. */
function readsOf(desk: Desk, id: string): IndexReads {
  const found = desk.output.inputs.indices.find((one) => one.id === id);
  if (found === undefined) throw new Error(`inputs.json has no index ${id}`);
  return found;
}

function compute(work: Work, reads: IndexReads, rows: readonly Row<IndexInput>[], root: boolean): void {
  const { desk, values } = work;
  const { day } = desk;
  const window = windowOn(reads, day.date);
  if (window !== undefined && "reason" in window) {
    noteRefusal(desk, reads.id, { code: "no-window", place: "window", expected: "a window", found: window.reason }, []);
    return;
  }
  const days = daysOf(reads, day.date);
  const hours = hoursOf(reads, day.date);
  if (hours !== undefined && "reason" in hours) {
    noteRefusal(desk, reads.id, { code: "no-window", place: "hours", expected: "hours", found: hours.reason }, []);
    return;
  }
  const business = days && businessOf(reads, days);
  const before = desk.problems.length;
  const restated = restatedInputs(desk, reads, rows);
  if (desk.problems.length > before) return;
  const input = {
    date: day.date,
    observations: rows.map(({ row }) => observationOf(row, reads)),
    ...(window === undefined ? {} : { window }),
    ...(days === undefined ? {} : { days }),
    ...(hours === undefined ? {} : { hours }),
    ...(business === undefined ? {} : { business }),
    ...(reads.fallback.includes("previous") ? previousOf(desk, reads.id) : {}),
    ...(reads.fallback.includes("indices") ? { indices: othersOf(work, reads) } : {}),
    ...(reads.fallback.includes("determination") ? { determination: determinationOf(desk, reads.id) ?? null } : {}),
    ...linksOf(desk, reads.id),
  };
  const found = call<ReferencePrice>(desk.output.calculator, reads.function, input);
  if (found.kind === "refused") {
    // An index that only a fallback may read is asked for again when the fallback comes to it.
    if (!root && found.refusal.code === "determination-needed") return;
    const why = found.refusal.code === "determination-needed" ? reasonsWhy(desk, reads, input) : [];
    noteRefusal(
      desk,
      `${reads.id} of ${day.date}`,
      plainer(desk, reads.id, found.refusal),
      originsOf(desk, reads, rows),
      { of: reads.id, decisions: reads.determinations },
      why,
    );
    return;
  }
  values.set(reads.id, found.value.value);
  const reference = referenceOf(desk, reads, rows, window, found.value);
  const said = restated.map((one) => ({ ...one, clause: clauseOf(desk, one.clause) }));
  work.references.push({ ...reference, steps: [...said, ...reference.steps] });
  if (determinationOf(desk, reads.id) !== undefined && isDetermined(desk, found.value.steps)) work.determined = true;
}

/** A bare value says nothing of how often it has been repeated, and a fallback that repeats it needs to know. */
function plainer({ day }: Desk, index: string, refusal: Refusal): Refusal {
  const bare = typeof day.market.data.previous.indices?.[index] === "string";
  return bare && refusal.place === "previous"
    ? { ...refusal, expected: "the print before as { value, repeats }", found: "a value alone" }
    : refusal;
}

function previousOf({ day }: Desk, index: string): { previous?: unknown } {
  const indices = day.market.data.previous.indices ?? {};
  if (!Object.hasOwn(indices, index)) return {};
  const previous = indices[index];
  // How often a bare value was repeated is not known, so no fallback may repeat it once more.
  return typeof previous === "string" ? {} : { previous };
}

/** What the market says successors were linked at; the calculator refuses what its index does not have, or lacks. */
function linksOf({ day }: Desk, index: string): { links?: unknown } {
  const { links = {} } = day.market.data;
  return Object.hasOwn(links, index) ? { links: links[index] } : {};
}

function othersOf({ values }: Work, reads: IndexReads): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    reads.indices.flatMap((id) => {
      const value = values.get(id);
      return value === undefined ? [] : [[id, value]];
    }),
  );
}

/** Why every tier before the determination failed: the calculator says so once it is given one, which is then thrown away. */
function reasonsWhy(desk: Desk, reads: IndexReads, input: object): string[] {
  const [decision] = reads.determinations;
  if (decision === undefined) return [];
  const determination = { by: decision.by, rule: decision.under, value: "1", signature: "none" };
  const found: Called<ReferencePrice> = call(desk.output.calculator, reads.function, { ...input, determination });
  if (found.kind === "refused") return [];
  return found.value.skipped.map(({ clause, reasons }) => {
    const words = clauseOf(desk, clause).text.split("{")[0]?.trim();
    return `${words}: ${reasons.join("; ")}`;
  });
}

function originsOf(desk: Desk, reads: IndexReads, rows: readonly Row<IndexInput>[]): readonly Origin[] {
  const { market } = desk.day;
  return [
    [
      /^observations\[(\d+)\](?:\.attributes)?(?:\.(\w+))?/,
      ([, at, field]) => {
        const row = rows[Number(at)]?.at;
        return row === undefined ? undefined : market.place(field === undefined ? row : `${row}/${field}`);
      },
    ],
    [/^previous/, () => market.place(`/previous/indices/${reads.id}`)],
    [/^links(?:\.([^.]+))?(?:\.(\w+))?/, ([, ...path]) => market.place(linkAt(reads.id, path))],
    [/^indices\.(.+)$/, ([, id]) => market.place(`/indices/${id}`)],
    determinationOrigin(desk),
  ];
}

function referenceOf(
  desk: Desk,
  reads: IndexReads,
  rows: readonly Row<IndexInput>[],
  window: UtcWindow | undefined,
  found: ReferencePrice,
): Reference {
  const before = desk.day.market.data.previous.indices?.[reads.id];
  const previous = typeof before === "string" ? before : before?.value;
  return {
    index: reads.id,
    title: reads.title,
    unit: reads.unit,
    value: found.value,
    ...(previous === undefined ? {} : { previous, change: changeOf(found.value, previous) }),
    tier: found.tier,
    clause: clauseAt(desk, `#${reads.function}/${found.tier}`),
    repeats: found.repeats,
    ...(found.version === undefined ? {} : { version: found.version }),
    shares: [...found.evidence.shares],
    excluded: [...found.evidence.excluded],
    ...(found.evidence.chain === undefined
      ? {}
      : { chain: { ...found.evidence.chain, prices: { ...found.evidence.chain.prices } } }),
    ...(window === undefined ? {} : { window: { ...window, text: reads.window?.text ?? "" } }),
    used: found.evidence.used.length,
    dropped: found.evidence.dropped.map(({ observation, reason, clause }) => ({
      row: rows[Number(observation)]?.at ?? "",
      reason,
      clause: clauseOf(desk, clause),
    })),
    skipped: found.skipped.map(({ clause, reasons }) => ({ clause: clauseOf(desk, clause), reasons: [...reasons] })),
    steps: found.steps.map(({ text, value, clause }) => ({ text, value, clause: clauseOf(desk, clause) })),
  };
}

/** What a price moved by, written with as many decimals as the finer of the two. */
export function changeOf(value: string, previous: string): string {
  const decimals = Math.max(...[value, previous].map((one) => one.split(".")[1]?.length ?? 0));
  return toFixed(subtract(parse(value), parse(previous)), decimals);
}
