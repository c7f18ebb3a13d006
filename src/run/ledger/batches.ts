import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { writeJson } from "../../emit/json.ts";
import type { Engine } from "../../host/engine.ts";
import { placeOf } from "../../host/failure.ts";
import { sha256 } from "../../text/sha256.ts";

/** What a run is made of: its day, its build and its files by what they are, each by its SHA-256. */
export type Ground = {
  readonly date: string;
  readonly manifest: string;
  readonly inputs: readonly { readonly role: string; readonly sha256: string }[];
};

/** A batch of a ledger. `content` is the hash of what it was made of, `prior` the batch of the day before that it stands on. */
export type Batch = {
  readonly seq: number;
  readonly id: string;
  readonly date: string;
  readonly content: string;
  readonly prior: string | undefined;
  readonly ground: Ground;
};

/** What is to be done with a run. */
export type Decision =
  | { readonly kind: "already"; readonly batch: Batch }
  | {
      readonly kind: "book";
      readonly seq: number;
      readonly id: string;
      readonly content: string;
      readonly prior: string | undefined;
      /** The batch in force that a correction takes the place of, and why. */
      readonly corrects?: { readonly id: string; readonly why: string };
    }
  | { readonly kind: "refused"; readonly diagnostic: Diagnostic };

/** All batches in the order they were booked. */
export async function batchesOf(engine: Engine): Promise<Batch[]> {
  const rows = await engine.rows("SELECT seq, id, date, content, prior, ground FROM batch ORDER BY seq");
  return rows.map(([seq, id, date, content, prior, ground]) => ({
    seq: Number(seq),
    id: id ?? "",
    date: date ?? "",
    content: content ?? "",
    prior: prior ?? undefined,
    ground: JSON.parse(ground ?? "{}") as Ground,
  }));
}

/** The name of a batch as people say it: enough of its hash to tell it from others. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}

/**
 * What to do with a run: a day that is not booked is booked behind all others, the same inputs again book nothing, other inputs are refused unless they are a
 * correction that says why. No day is booked on settlements that are no longer in force.
 */
export function decide(batches: readonly Batch[], ground: Ground, shown: string, why: string | undefined): Decision {
  const { date } = ground;
  const place = placeOf(shown);
  const refused = (found: Diagnostic): Decision => ({ kind: "refused", diagnostic: found });
  const days = [...new Set(batches.map((one) => one.date))].sort();
  const inForce = (day: string | undefined): Batch | undefined => batches.findLast((one) => one.date === day);
  const dayBefore = (day: string): string | undefined => days.findLast((one) => one < day);
  for (const day of days.filter((one) => one < date)) {
    const of = inForce(day);
    const beforeIt = dayBefore(day);
    if (beforeIt !== undefined && of?.prior !== inForce(beforeIt)?.id)
      return refused(diagnostic("ledger-day-stale", place, { date: day, before: beforeIt }));
  }
  const prior = inForce(dayBefore(date))?.id;
  const content = sha256(writeJson({ ...ground, prior: prior ?? null }));
  const current = inForce(date);
  const seq = (batches.at(-1)?.seq ?? 0) + 1;
  if (current === undefined) {
    const last = days.at(-1);
    if (why !== undefined) return refused(diagnostic("correction-of-nothing", place, { date }));
    if (last !== undefined && last > date) return refused(diagnostic("ledger-day-past", place, { date, last }));
    return { kind: "book", seq, id: content, content, prior };
  }
  if (current.content === content) return { kind: "already", batch: current };
  if (why === undefined) {
    const what = differences(current, ground, prior);
    return refused(diagnostic("ledger-day-booked", place, { date, batch: shortId(current.id), what }));
  }
  const id = sha256(writeJson({ content, corrects: current.id, why }));
  return { kind: "book", seq, id, content, prior, corrects: { id: current.id, why } };
}

/** In which inputs a run differs from the batch that is booked, in words. */
export function differences(
  { ground: booked, prior: stood }: Pick<Batch, "ground" | "prior">,
  ground: Ground,
  prior: string | undefined,
): string {
  const hashes = ({ inputs }: Ground, role: string): string =>
    inputs
      .filter((one) => one.role === role)
      .map((one) => one.sha256)
      .join();
  const roles = [...new Set([...booked.inputs, ...ground.inputs].map(({ role }) => role))];
  const words = [
    ...(booked.manifest === ground.manifest ? [] : ["the build"]),
    ...roles.filter((role) => hashes(booked, role) !== hashes(ground, role)).map((role) => `the ${role}`),
    ...(stood === prior ? [] : ["the settlements before, which were corrected"]),
  ];
  return `${words.join(", ")} ${words.length === 1 && !words[0]?.endsWith("corrected") ? "differs" : "differ"}`;
}
