/**
 * What a quantity is made of. `time` is one base, measured in seconds. A grade tags a declared unit, and the tagged unit is
 * a base of its own: `GPU_hour of H100_SXM` does not add to `GPU_hour` or to another grade.
 */
export type Base =
  | { readonly kind: "currency"; readonly name: string }
  | { readonly kind: "unit"; readonly name: string; readonly grade?: string }
  | { readonly kind: "time"; readonly name: "time" }
  | { readonly kind: "contract"; readonly name: "contract" };

/** Powers of bases: sorted by kind (currency, unit, time, contract) then name, no base twice, no exponent 0. Empty is a pure number. */
export type Dimension = readonly { readonly base: Base; readonly exponent: number }[];

export const pureNumber: Dimension = [];

/** The dimension of one base to the first power. */
export function dimensionOf(base: Base): Dimension {
  return [{ base, exponent: 1 }];
}

/** `GPU_hour of H100_SXM`, `USD`, `time`. */
export function spellBase(base: Base): string {
  return base.kind === "unit" && base.grade !== undefined ? `${base.name} of ${base.grade}` : base.name;
}

const rank = { currency: 0, unit: 1, time: 2, contract: 3 } as const;

/** Below, at or above 0 as `a` stands before, with or after `b` in every canonical list. */
export function compareBases(a: Base, b: Base): number {
  const left = spellBase(a);
  const right = spellBase(b);
  return rank[a.kind] - rank[b.kind] || (left < right ? -1 : left > right ? 1 : 0);
}

/** The dimension of a product. */
export function multiplyDimensions(a: Dimension, b: Dimension): Dimension {
  const merged = [...a];
  for (const factor of b) {
    const at = merged.findIndex(({ base }) => compareBases(base, factor.base) === 0);
    const known = merged[at];
    if (known) merged[at] = { base: known.base, exponent: known.exponent + factor.exponent };
    else merged.push(factor);
  }
  return merged.filter(({ exponent }) => exponent !== 0).sort((x, y) => compareBases(x.base, y.base));
}

/** The dimension of a whole power; power 0 is a pure number. */
export function powerOfDimension(dimension: Dimension, exponent: number): Dimension {
  if (exponent === 0) return pureNumber;
  return dimension.map((factor) => ({ base: factor.base, exponent: factor.exponent * exponent }));
}

/** The dimension of a quotient. */
export function divideDimensions(a: Dimension, b: Dimension): Dimension {
  return multiplyDimensions(a, powerOfDimension(b, -1));
}

/** True when quantities of both can be added and compared. */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return (
    a.length === b.length &&
    a.every(({ base, exponent }, at) => {
      const other = b[at];
      return other !== undefined && other.exponent === exponent && compareBases(base, other.base) === 0;
    })
  );
}

/** Products and quotients as a reader writes them: `USD / GPU_hour of H100_SXM`, `USD * time`, `1 / contract`; empty is `pure number`. */
export function spellPowers(powers: readonly { readonly text: string; readonly exponent: number }[]): string {
  if (powers.length === 0) return "pure number";
  const spell = (text: string, exponent: number) => (exponent === 1 ? text : `${text}^${exponent}`);
  const above = powers.filter(({ exponent }) => exponent > 0).map(({ text, exponent }) => spell(text, exponent));
  const below = powers.filter(({ exponent }) => exponent < 0).map(({ text, exponent }) => spell(text, -exponent));
  return [above.length === 0 ? "1" : above.join(" * "), ...below].join(" / ");
}

/** A dimension in base units. */
export function spellDimension(dimension: Dimension): string {
  return spellPowers(dimension.map(({ base, exponent }) => ({ text: spellBase(base), exponent })));
}
