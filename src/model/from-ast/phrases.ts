import type { Clause, Field } from "../../ast/nodes.ts";
import { contentOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { divide, fromInteger, multiply, parse, type Rational } from "../../runtime/exact.ts";
import { integerOf, type Lowering, onlyModifiers, plainWords } from "./builder.ts";
import { digitsOf } from "./digits.ts";

/** One way a clause may be written, with what stands in its places, and how it is written in a finding. */
export type Pattern = { readonly words: RegExp; readonly example: string; readonly needed?: string };

/** A clause that was written so: its places, and itself for what is found there. */
export type Phrase = { readonly places: readonly string[]; readonly clause: Clause };

type Phrases<K extends string> = { readonly [key in K]?: Phrase };

/**
 * The clauses of a field, each by the one pattern it follows, every pattern at most once and those that are `needed` there; `under "…"` is read
 * elsewhere. Undefined after a finding.
 */
export function phrasesOf<K extends string>(
  at: Lowering,
  field: Field,
  known: Readonly<Record<K, Pattern>>,
): Phrases<K> | undefined {
  if (field.value === undefined || !onlyModifiers(at.context, field.value.modifiers, "under", "round"))
    return undefined;
  const patterns = Object.entries<Pattern>(known) as [K, Pattern][];
  const wanted = `\`${patterns.map(([, { example }]) => example).join(", ")}\``;
  const found: { [key in K]?: Phrase } = {};
  let whole = true;
  for (const clause of contentOf(field, "clauses-value")?.clauses ?? []) {
    const words = plainWords(clause);
    if (/^under "[^"]*"$/.test(words)) continue;
    const match = patterns.flatMap(([key, { words: pattern }]) => {
      const places = pattern.exec(words);
      return places === null ? [] : [{ key, places: places.slice(1) }];
    })[0];
    const first = match && found[match.key];
    if (match === undefined)
      report(at.context, "phrase-not-here", clause.span, { found: words }, { help: `write ${wanted}` });
    else if (first !== undefined) {
      const related = [{ span: first.clause.span, label: "says it first" }];
      report(at.context, "field-twice", clause.span, { field: words }, { related });
    } else found[match.key] = { places: match.places, clause };
    whole &&= match !== undefined && first === undefined;
  }
  const missing = patterns.find(([key, { needed }]) => needed !== undefined && found[key] === undefined);
  if (whole && missing !== undefined) {
    const { value } = field;
    return report(at.context, "value-of-another-kind", value.span, { field: field.key.text, wanted });
  }
  return whole ? found : undefined;
}

/** A share above zero out of `3.5`, which stood before a percent sign; undefined after a finding. */
export function shareOf(at: Lowering, phrase: Phrase, what: string): Rational | undefined {
  const share = divide(parse(digitsOf(phrase.places[0] as string)), fromInteger(100));
  if (share.n > 0n) return share;
  return report(at.context, "not-above-zero", phrase.clause.span, { what, value: `${phrase.places[0] ?? ""}%` });
}

const LENGTHS: Readonly<Record<string, number>> = { millisecond: 1, second: 1_000, minute: 60_000, hour: 3_600_000 };

/** The words of a length of time in a pattern: its number and its unit. */
export const LENGTH = "([0-9_.]+) (millisecond|second|minute|hour)s?";

/** A length of time of at least a millisecond and at most a day, in whole milliseconds; undefined after a finding. */
export function lengthOf(at: Lowering, phrase: Phrase, what: string): number | undefined {
  const [number, unit = ""] = phrase.places;
  const value = multiply(parse(digitsOf(number as string)), fromInteger(LENGTHS[unit] as number));
  if (value.d === 1n && value.n >= 1n && value.n <= DAY) return integerOf(value);
  return report(at.context, "number-out-of-range", phrase.clause.span, {
    what: `${what}, in whole milliseconds,`,
    least: "1",
    most: String(DAY),
    value: plainWords(phrase.clause),
  });
}

const DAY = 86_400_000n;

/** A whole number between one and `most`; undefined after a finding. */
export function wholeOf(at: Lowering, phrase: Phrase, what: string, most: number): number | undefined {
  const value = parse(digitsOf(phrase.places[0] as string));
  if (value.d === 1n && value.n >= 1n && value.n <= BigInt(most)) return integerOf(value);
  return report(at.context, "number-out-of-range", phrase.clause.span, {
    what,
    least: "1",
    most: String(most),
    value: phrase.places[0] ?? "",
  });
}
