/**
 * Fractions for the second reading: it shares no line with the compiler or the runtime, so that one mistake cannot be made twice.
 * Slow and plain on purpose.
 */
export type Fraction = { readonly top: bigint; readonly bottom: bigint };

function common(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : common(b, a % b);
}

export function fraction(top: bigint, bottom = 1n): Fraction {
  if (bottom === 0n) throw new Error("division by zero");
  const by = common(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { top: top / by, bottom: bottom / by };
}

/** `12.5`, `-0.05` or `1/3`. */
export function read(text: string): Fraction {
  const [left, right] = text.split("/");
  if (right !== undefined) return fraction(BigInt(left as string), BigInt(right));
  const [whole, decimals = ""] = text.split(".");
  return fraction(BigInt(`${whole}${decimals}`), 10n ** BigInt(decimals.length));
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const minus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom);
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom, a.bottom * b.top);
export const less = (a: Fraction, b: Fraction): boolean => a.top * b.bottom < b.top * a.bottom;
export const same = (a: Fraction, b: Fraction): boolean => a.top === b.top && a.bottom === b.bottom;
export const size = (a: Fraction): Fraction => (a.top < 0n ? fraction(-a.top, a.bottom) : a);
export const total = (all: readonly Fraction[]): Fraction => all.reduce(plus, fraction(0n));
export const average = (all: readonly Fraction[]): Fraction => over(total(all), fraction(BigInt(all.length)));
export const sorted = (all: readonly Fraction[]): Fraction[] =>
  [...all].sort((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));

export function middle(all: readonly Fraction[]): Fraction {
  const row = sorted(all);
  const half = Math.floor(row.length / 2);
  return row.length % 2 === 1 ? (row[half] as Fraction) : average([row[half - 1] as Fraction, row[half] as Fraction]);
}

/** The multiple of `step` below or at the value. */
function floor(value: Fraction, step: Fraction): bigint {
  const { top, bottom } = over(value, step);
  const cut = top / bottom;
  return top < 0n && cut * bottom !== top ? cut - 1n : cut;
}

/** The multiple of `step` that the mode of a spec picks; `lean` is the price that ties or the direction go to. */
export function round(value: Fraction, step: Fraction, mode: string, lean?: Fraction): Fraction {
  const n = floor(value, step);
  const low = times(fraction(n), step);
  if (same(low, value)) return value;
  const high = plus(low, step);
  const center = over(plus(low, high), fraction(2n));
  const even = n % 2n === 0n ? low : high;
  const nearer = less(value, center) ? low : less(center, value) ? high : undefined;
  const outward = value.top > 0n ? high : low;
  const inward = value.top > 0n ? low : high;
  switch (mode) {
    case "up":
      return high;
    case "down":
      return low;
    case "away":
      return outward;
    case "toward-zero":
      return inward;
    case "half-up":
      return nearer ?? high;
    case "half-down":
      return nearer ?? low;
    case "half-away":
      return nearer ?? outward;
    case "half-even":
      return nearer ?? even;
    case "nearest-ties-toward":
      if (nearer) return nearer;
      if (!lean) throw new Error("a tie leans to nothing");
      return less(lean, center) ? low : less(center, lean) ? high : even;
    case "toward":
      if (!lean) throw new Error("a direction toward nothing");
      return less(lean, value) ? low : less(value, lean) ? high : (nearer ?? even);
    default:
      throw new Error(`the mode ${mode}`);
  }
}

/** A decimal with as many places as `like` shows. */
export function write(value: Fraction, places: number): string {
  const scaled = times(value, fraction(10n ** BigInt(places)));
  if (scaled.bottom !== 1n) throw new Error(`${value.top}/${value.bottom} does not fit in ${places} places`);
  const digits = (scaled.top < 0n ? -scaled.top : scaled.top).toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return scaled.top < 0n ? `-${text}` : text;
}

export const places = (decimal: string): number => (decimal.split(".")[1] ?? "").length;
