// Logarithm, exponential and the scaled complementary error function in double arithmetic, by +, -, ×, ÷ alone: the same bits on every machine.
// They only search; what they find is proved or left to whole numbers.
import { rootOf, piIn } from "./enclosure.ts";

/** Half a unit in the last place of 1: the largest relative error of one operation. */
export const ROUNDOFF = 2 ** -53;

const LN2_HIGH = 0.69314718036912381649; // its last 21 bits are zero
const LN2_LOW = 1.90821492927058770002e-10;
/** 2^k for k from -1,074 to 1,023. */
const POWERS = Float64Array.from({ length: 2098 }, (_, at) => 2 ** (at - 1074));
/** 1 / n for n from 0 on. */
const SHARES = Float64Array.from({ length: 14 }, (_, n) => 1 / Math.max(n, 1));

/** ln((a - b) / (a + b)) twisted back: `2 atanh(s)`, |s| < 0.1716, by its series; within three units of the last place. */
function twiceAtanhOf(s: number): number {
  const z = s * s;
  const tail =
    z *
    (1 / 3 +
      z *
        (1 / 5 +
          z *
            (1 / 7 +
              z * (1 / 9 + z * (1 / 11 + z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21))))))))));
  return 2 * s + 2 * s * tail;
}

/** ln(a / b) for whole numbers above zero whose sum is exact; within four units of the last place, however near the two are. */
export function quickLogOfRatio(a: number, b: number): number {
  let k = 0;
  let [top, bottom] = [a, b];
  while (top > (181 / 128) * bottom) {
    bottom *= 2;
    k += 1;
  }
  while (bottom > (181 / 128) * top) {
    top *= 2;
    k -= 1;
  }
  const near = twiceAtanhOf((top - bottom) / (top + bottom));
  return k === 0 ? near : k * LN2_HIGH + (near + k * LN2_LOW);
}

/** ln x for x above zero; wrong by at most four roundings of `|ln x| + 1`. */
export function quickLog(x: number): number {
  let k = 0;
  let m = x;
  while (m < 2 ** -8) {
    m *= 2 ** 8;
    k -= 8;
  }
  while (m >= 2 ** 8) {
    m *= 2 ** -8;
    k += 8;
  }
  if (m < 2 ** -4) {
    m *= 2 ** 4;
    k -= 4;
  } else if (m >= 2 ** 4) {
    m *= 2 ** -4;
    k += 4;
  }
  if (m < 2 ** -2) {
    m *= 2 ** 2;
    k -= 2;
  } else if (m >= 2 ** 2) {
    m *= 2 ** -2;
    k += 2;
  }
  if (m < 0.5) {
    m *= 2;
    k -= 1;
  } else if (m >= 2) {
    m *= 0.5;
    k += 1;
  }
  if (m > 181 / 128) {
    m *= 0.5;
    k += 1;
  } else if (m < 181 / 256) {
    m *= 2;
    k -= 1;
  }
  const near = twiceAtanhOf((m - 1) / (m + 1));
  return k === 0 ? near : k * LN2_HIGH + (near + k * LN2_LOW);
}

/** e^x for |x| below 700; wrong by at most four roundings times `|x| + 1`. */
export function quickExp(x: number): number {
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 0;
  // Backwards, so that small terms are added first.
  for (let n = 13; n > 0; n--) sum = (1 + sum) * r * (SHARES[n] as number);
  return (1 + sum) * (POWERS[k + 1074] as number);
}

const WIDTH = 16;
const FURTHEST = 8;
const DEGREE = 9;
let table: Float64Array | undefined;

/** The coefficients of e^(y²) erfc(y) about each sixteenth from 0 to 8, made once by its own equation w' = 2yw - 2/√π in 256 bits, of which it loses 93. */
function coefficients(): Float64Array {
  if (table !== undefined) return table;
  const w = 256n;
  const one = 1n << w;
  const slope = (2n * one * one) / rootOf(piIn(w) << w);
  const made = new Float64Array((FURTHEST * WIDTH + 1) * (DEGREE + 1));
  let value = one;
  for (let at = 0; at <= FURTHEST * WIDTH; at++) {
    const center = (BigInt(at) << w) / BigInt(WIDTH);
    // n a(n) = 2 c a(n-1) + 2 a(n-2), but for a(1), which is the equation itself.
    const series = [value, ((2n * center * value) >> w) - slope];
    for (let n = 2n; n < 68n; n++) {
      const [before, last] = [series[Number(n) - 2] as bigint, series[Number(n) - 1] as bigint];
      series.push((((2n * center * last) >> w) + 2n * before) / n);
    }
    for (let n = 0; n <= DEGREE; n++) {
      made[at * (DEGREE + 1) + n] = Number((series[n] as bigint) >> (w - 200n)) / 2 ** 200;
    }
    value = series.reduceRight((sum, one) => sum / BigInt(WIDTH) + one, 0n);
  }
  table = made;
  return made;
}

/** e^(y²) erfc(y) for y of zero or more; within four units of the last place. */
export function quickScaledErfc(y: number): number {
  const a = table ?? coefficients();
  if (y > FURTHEST) {
    // Its asymptotic series; beyond eight the eighteenth term is less than the last place.
    const z = -1 / (2 * y * y);
    let sum = 0;
    for (let n = 33; n > 0; n -= 2) sum = (1 + sum) * (n * z);
    return (1 + sum) / (y * 1.7724538509055159);
  }
  const at = Math.floor(y * WIDTH + 0.5);
  const d = y - at / WIDTH;
  const i = at * (DEGREE + 1);
  // Written out: a loop here costs a third of a solution.
  return (
    (a[i] as number) +
    d *
      ((a[i + 1] as number) +
        d *
          ((a[i + 2] as number) +
            d *
              ((a[i + 3] as number) +
                d *
                  ((a[i + 4] as number) +
                    d *
                      ((a[i + 5] as number) +
                        d *
                          ((a[i + 6] as number) +
                            d * ((a[i + 7] as number) + d * ((a[i + 8] as number) + d * (a[i + 9] as number)))))))))
  );
}
