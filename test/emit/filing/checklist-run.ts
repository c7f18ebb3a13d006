import { test } from "uvu";
import * as assert from "uvu/assert";
import { missingFacts } from "../../../src/emit/filing/facts.ts";
import type { Subject } from "../../../src/emit/filing/names.ts";
import { check } from "../../../src/index.ts";
import { edited, type Files, type Pack } from "./checklist-kit.ts";
import type { Point } from "./checklist-points.ts";

/**
 * Registers a test for each point of a pack: what it says holds, its passage reads otherwise after its edit, and what it needs is asked for where it is
 * taken away. One compile serves all changes that go together and one all facts that are taken away: a check costs more than all its questions.
 */
export function runPoints<S extends Subject>(
  product: string,
  pack: Pack<S>,
  own: readonly Point<S>[],
  made: (files: Files) => Pack<S>,
): void {
  let changed: Pack<S> | undefined;
  const change = (): Pack<S> =>
    (changed ??= made(
      edited(
        pack,
        own.flatMap((one) => one.edits ?? []),
      ),
    ));
  let told: readonly string[] | undefined;
  const removed = (): readonly string[] => {
    if (told !== undefined) return told;
    const gone = [...new Set(own.flatMap((one) => one.needs ?? []))];
    const files = edited(
      pack,
      gone.map((clause) => [clause, () => ""] as const),
    );
    // What the emitter finds, one by one; a report of many adds them up.
    const model = check(files).models.find((one) => one.root === product)!;
    told = missingFacts(model).map(({ fact }) => `\`${fact}\``);
    return told;
  };
  for (const { name, shows, reads, edits, alone, says, needs } of own) {
    test(`${product} ${name}`, () => {
      shows?.(pack);
      if (reads !== undefined && (edits !== undefined || alone !== undefined)) {
        const [before, after] = [reads(pack), reads(alone === undefined ? change() : made(alone(pack)))];
        assert.ok(before.trim() !== "" && before !== after, `reads alike after the change: ${before}`);
        if (says !== undefined) assert.match(after, says);
      }
      for (const clause of needs ?? []) {
        const field = clause
          .slice(clause.indexOf("/") + 1)
          .split("/")
          .pop()!;
        assert.ok(
          removed().some((one) => one.includes(`\`${field}\``)),
          `nothing is told of ${field}: ${removed().join("\n")}`,
        );
      }
    });
  }
}

/** The numbers of regulation's checklist, A to L, that the points of a pack answer: `A1` to `L100`. */
export function answeredBy(own: readonly { readonly name: string }[]): ReadonlySet<number> {
  return new Set(own.flatMap(({ name }) => [...name.matchAll(/\b[A-L](\d{1,3})\b/g)].map((one) => Number(one[1]))));
}

/** Points of amendments, of reference data and of messages, which are no documents of a pack: where each is held. */
export const ELSEWHERE: Readonly<Record<number, string>> = {
  ...range(85, 89, "an amendment: emit/filing/amendment-checklist.test.ts"),
  ...range(90, 95, "reference data of the European Union and the United Kingdom: no document of this pack"),
  96: "messages to engines: emit/messages",
  98: "the worked example: emit/filing/example.test.ts",
};

/** The same reason for every number from one to another. */
export function range(from: number, to: number, why: string): Record<number, string> {
  return Object.fromEntries(Array.from({ length: to - from + 1 }, (_, at) => [from + at, why]));
}

/** Registers a test: every number from 1 to 100 is answered by a point, or named with the reason why it does not apply. */
export function nothingSkipped(
  product: string,
  own: readonly { readonly name: string }[],
  reasons: Readonly<Record<number, string>>,
): void {
  test(`${product}: each of the hundred points is answered, or named with the reason why it does not apply`, () => {
    const answered = answeredBy(own);
    const all = Array.from({ length: 100 }, (_, at) => at + 1);
    const skipped = all.filter((number) => !answered.has(number) && (reasons[number] ?? "").length < 20);
    assert.equal(skipped, []);
    assert.equal(
      Object.keys(reasons)
        .map(Number)
        .filter((number) => answered.has(number)),
      [],
      "answered, and said not to apply",
    );
  });
}
