import type { Rational } from "../runtime/exact.ts";
import { ONE, divide, equal, fromInteger, multiply, power, ratio } from "../runtime/exact.ts";
import { currencyOf } from "./currency.ts";
import type { Base, Dimension } from "./dimension.ts";
import {
  compareBases,
  dimensionOf,
  multiplyDimensions,
  powerOfDimension,
  pureNumber,
  sameDimension,
  spellPowers,
} from "./dimension.ts";
import type { Problem } from "./rational.ts";
import { problem } from "./rational.ts";

/** A named unit inside a unit, to a power: what the unit is spelled with. */
type Term = {
  readonly name: string;
  readonly grade?: string;
  readonly kind: Base["kind"] | "ratio";
  readonly exponent: number;
};

/** A unit: `factor` of it in base units of `dimension`, and the names it was written with, so that it is spelled as a reader wrote it. */
export type Unit = {
  readonly kind: "unit";
  readonly factor: Rational;
  readonly dimension: Dimension;
  readonly terms: readonly Term[];
};

const order = { ratio: 0, currency: 1, unit: 2, time: 3, contract: 4 } as const;
const text = ({ name, grade }: Term): string => (grade === undefined ? name : `${name} of ${grade}`);

function compareTerms(a: Term, b: Term): number {
  return order[a.kind] - order[b.kind] || (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0);
}

function single(factor: Rational, dimension: Dimension, name: string, kind: Term["kind"]): Unit {
  return { kind: "unit", factor, dimension, terms: [{ name, kind, exponent: 1 }] };
}

/** The unit of a pure number: what `%` and `bp` are converted to before they are multiplied with. */
export const pure: Unit = { kind: "unit", factor: ONE, dimension: pureNumber, terms: [] };

/** A declared base unit, such as `unit GPU_hour`. */
export function baseUnit(name: string): Unit {
  return single(ONE, dimensionOf({ kind: "unit", name }), name, "unit");
}

/** A unit with a name of its own that is worth `count` of another: `Mtoken = 1_000_000 token`, or of a compound, `1 PH_s * 30 day`. */
export function namedUnit(name: string, count: Rational, of: Unit): Unit {
  const kinds = of.dimension.map(({ base }) => base.kind);
  // A grade tags the name of whatever holds a declared unit, so such a name counts as one.
  const kind = kinds.includes("unit") ? "unit" : (kinds[0] ?? "ratio");
  return single(multiply(count, of.factor), of.dimension, name, kind);
}

const seconds = (name: string, count: number): Unit =>
  single(fromInteger(count), dimensionOf({ kind: "time", name: "time" }), name, "time");

/** Time is exact: a day is 86,400 seconds and a week 7 days. A month and a year are no durations and are not here. */
const standard: ReadonlyMap<string, Unit> = new Map([
  ["second", seconds("second", 1)],
  ["minute", seconds("minute", 60)],
  ["hour", seconds("hour", 3_600)],
  ["day", seconds("day", 86_400)],
  ["week", seconds("week", 604_800)],
  ["contract", single(ONE, dimensionOf({ kind: "contract", name: "contract" }), "contract", "contract")],
  ["%", single(ratio(1n, 100n), pureNumber, "%", "ratio")],
  ["bp", single(ratio(1n, 10_000n), pureNumber, "bp", "ratio")],
]);

/** Names a declaration cannot take: the standard units, singular and plural, and the currency codes. */
export function isReservedUnit(name: string): boolean {
  return standardUnit(name) !== undefined;
}

/** A unit that needs no declaration: time (`day`, `days`), `contract`, `%`, `bp`, a currency code; else `undefined`. */
export function standardUnit(name: string): Unit | undefined {
  const plural = name.length > 2 && name.endsWith("s") ? standard.get(name.slice(0, -1)) : undefined;
  if (standard.has(name)) return standard.get(name);
  if (plural) return plural;
  const known = currencies.get(name);
  if (known !== undefined || currencyOf(name) === undefined) return known;
  const made = single(ONE, dimensionOf({ kind: "currency", name }), name, "currency");
  currencies.set(name, made);
  return made;
}

const currencies = new Map<string, Unit>();

/** The unit of a name: a standard one first, then one of the table; `undefined` when nobody declared it. */
export function unitNamed(declared: ReadonlyMap<string, Unit>, name: string): Unit | undefined {
  return standardUnit(name) ?? declared.get(name);
}

/**
 * The unit tagged with a grade: `GPU_hour` becomes `GPU_hour of H100_SXM`, a base of its own. Problems: `grade-without-unit`
 * (no declared unit in it to tag), `grade-ambiguous` (several), `grade-twice` (it is tagged already).
 */
export function gradeUnit(unit: Unit, grade: string): Unit | Problem {
  const before = graded.get(unit)?.get(grade);
  if (before !== undefined) return before;
  const made = tag(unit, grade);
  if (made.kind === "problem") return made;
  const known = graded.get(unit) ?? new Map<string, Unit>();
  graded.set(unit, known.set(grade, made));
  return made;
}

/** Units are made of few others, over and over: what was made of the same ones once is the same unit. */
const graded = new WeakMap<Unit, Map<string, Unit>>();
const products = new WeakMap<Unit, WeakMap<Unit, Unit>>();
const quotients = new WeakMap<Unit, WeakMap<Unit, Unit>>();
const spellings = new WeakMap<Unit, string>();

function madeOnce(made: WeakMap<Unit, WeakMap<Unit, Unit>>, a: Unit, b: Unit, make: () => Unit): Unit {
  let known = made.get(a);
  if (known === undefined) made.set(a, (known = new WeakMap()));
  const before = known.get(b);
  if (before !== undefined) return before;
  const unit = make();
  known.set(b, unit);
  return unit;
}

function tag(unit: Unit, grade: string): Unit | Problem {
  const tagged = unit.dimension.filter(({ base }) => base.kind === "unit");
  const spelled = spell(unit);
  if (tagged.length === 0) return problem("grade-without-unit", `${spelled} has no unit that a grade could describe`);
  if (tagged.length > 1) return problem("grade-ambiguous", `${spelled} has several units that ${grade} could describe`);
  if (tagged.some(({ base }) => base.kind === "unit" && base.grade !== undefined)) {
    return problem("grade-twice", `${spelled} already has a grade`, [spelled, grade]);
  }
  return {
    kind: "unit",
    factor: unit.factor,
    dimension: unit.dimension
      .map(({ base, exponent }) => ({ base: base.kind === "unit" ? { ...base, grade } : base, exponent }))
      .sort((a, b) => compareBases(a.base, b.base)),
    terms: unit.terms.map((term) => (term.kind === "unit" ? { ...term, grade } : term)).sort(compareTerms),
  };
}

/** The product; a unit above and below cancels by name: `USD / GPU_hour * GPU_hour / contract` is `USD / contract`. */
export function multiplyUnits(a: Unit, b: Unit): Unit {
  return madeOnce(products, a, b, () => product(a, b));
}

function product(a: Unit, b: Unit): Unit {
  const terms = [...a.terms];
  for (const term of b.terms) {
    const at = terms.findIndex((one) => compareTerms(one, term) === 0);
    const known = terms[at];
    if (known) terms[at] = { ...known, exponent: known.exponent + term.exponent };
    else terms.push(term);
  }
  return {
    kind: "unit",
    factor: multiply(a.factor, b.factor),
    dimension: multiplyDimensions(a.dimension, b.dimension),
    terms: terms.filter(({ exponent }) => exponent !== 0).sort(compareTerms),
  };
}

/** The unit to a whole power; power 0 is a pure number. */
export function powerOfUnit(unit: Unit, exponent: number): Unit {
  if (exponent === 0) return pure;
  return {
    kind: "unit",
    factor: power(unit.factor, exponent),
    dimension: powerOfDimension(unit.dimension, exponent),
    terms: unit.terms.map((term) => ({ ...term, exponent: term.exponent * exponent })),
  };
}

/** The quotient. */
export function divideUnits(a: Unit, b: Unit): Unit {
  return madeOnce(quotients, a, b, () => product(a, powerOfUnit(b, -1)));
}

/** Canonical text: the same unit is spelled the same, such as `USD / GPU_hour of H100_SXM`, `USD / contract`, `pure number`. */
export function spell(unit: Unit): string {
  const known = spellings.get(unit);
  if (known !== undefined) return known;
  const spelled = spellPowers(unit.terms.map((term) => ({ text: text(term), exponent: term.exponent })));
  spellings.set(unit, spelled);
  return spelled;
}

/** True when quantities of both can be added, compared and converted without any further fact. */
export function compatible(a: Unit, b: Unit): boolean {
  return a === b || sameDimension(a.dimension, b.dimension);
}

/** True when one of `a` is one of `b`: no conversion is needed. */
export function sameUnit(a: Unit, b: Unit): boolean {
  return a === b || (compatible(a, b) && equal(a.factor, b.factor));
}

/** Two units that do not fit, both spelled, with the kind of difference that explains it best. */
export type UnitMismatch = {
  readonly kind: "problem";
  readonly code: "unit-mismatch";
  readonly message: string;
  readonly evidence: readonly string[];
  readonly expected: string;
  readonly found: string;
  /** Only the grade differs · only the currency differs · one is the other upside down · anything else. */
  readonly difference: "grade" | "currency" | "inverted" | "dimension";
};

/** `undefined` when the units are compatible, else what was expected, what was found, and how they differ. */
export function mismatch(expected: Unit, found: Unit): UnitMismatch | undefined {
  if (compatible(expected, found)) return undefined;
  const names = { expected: spell(expected), found: spell(found) };
  return {
    kind: "problem",
    code: "unit-mismatch",
    message: `expected ${names.expected}, found ${names.found}`,
    evidence: [names.expected, names.found],
    ...names,
    difference: differenceOf(expected.dimension, found.dimension),
  };
}

function differenceOf(a: Dimension, b: Dimension): UnitMismatch["difference"] {
  const without = (dimension: Dimension, drop: (base: Base) => Base): Dimension =>
    dimension.reduce<Dimension>(
      (so, { base, exponent }) => multiplyDimensions(so, [{ base: drop(base), exponent }]),
      [],
    );
  const ungraded = (base: Base): Base => (base.kind === "unit" ? { kind: "unit", name: base.name } : base);
  const anyCurrency = (base: Base): Base => (base.kind === "currency" ? { kind: "currency", name: "" } : base);
  if (sameDimension(without(a, ungraded), without(b, ungraded))) return "grade";
  if (sameDimension(without(a, anyCurrency), without(b, anyCurrency))) return "currency";
  return sameDimension(a, powerOfDimension(b, -1)) ? "inverted" : "dimension";
}

/** `value` of unit `from`, exactly, in unit `to`; units that are not compatible give their mismatch. */
export function convert(value: Rational, from: Unit, to: Unit): Rational | UnitMismatch {
  return mismatch(to, from) ?? (sameUnit(from, to) ? value : divide(multiply(value, from.factor), to.factor));
}
