/**
 * Black (1976) for vectors and tests, by other series than the calculators': plain decimal fixed point of 100 digits and no bounds. It
 * imports nothing, so that it can only agree with a calculator when both are right; good to 20 decimals for prices below a million.
 */

const DIGITS = 100n;
const ONE = 10n ** DIGITS;
const PI =
  BigInt(
    "31415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170679" +
      "8214808651",
  ) /
  10n ** 10n;

const times = (a: bigint, b: bigint): bigint => (a * b) / ONE;
const over = (a: bigint, b: bigint): bigint => (a * ONE) / b;

/** A plain decimal or a fraction `n/d` as fixed point. */
export function fixed(text: string): bigint {
  const [top = "0", bottom] = text.split("/");
  if (bottom !== undefined) return (BigInt(top) * ONE) / BigInt(bottom);
  const [whole = "0", part = ""] = top.replace("-", "").split(".");
  const value = (BigInt(whole + part) * ONE) / 10n ** BigInt(part.length);
  return top.startsWith("-") ? -value : value;
}

/** e^x: Taylor's series of x / 2^16, squared sixteen times. */
function exp(x: bigint): bigint {
  const small = x / 65536n;
  let term = ONE;
  let sum = 0n;
  for (let i = 1n; term !== 0n; i++) {
    sum += term;
    term = times(term, small) / i;
  }
  for (let i = 0; i < 16; i++) sum = times(sum, sum);
  return sum;
}

/** ln x by Halley's iteration on e^y = x, from the number of digits. */
function ln(x: bigint): bigint {
  let y = ((BigInt(x.toString().length) - 1n - DIGITS) * fixed("2.302585")) / 1n;
  for (let i = 0; i < 12; i++) {
    const e = exp(y);
    y += (2n * ONE * (x - e)) / (x + e);
  }
  return y;
}

function root(x: bigint): bigint {
  if (x === 0n) return 0n;
  const n = x * ONE;
  let guess = 10n ** BigInt((n.toString().length + 2) >> 1);
  for (;;) {
    const next = (guess + n / guess) / 2n;
    if (next >= guess) return guess;
    guess = next;
  }
}

const density = (x: bigint): bigint => over(exp(-times(x, x) / 2n), root(2n * PI));

/** The normal distribution: Taylor's alternating series about zero; beyond twelve it is 0 or 1 to 30 decimals. */
function normal(x: bigint): bigint {
  if (x > 12n * ONE) return ONE;
  if (x < -12n * ONE) return 0n;
  const square = times(x, x);
  let term = x;
  let sum = 0n;
  for (let n = 0n; term !== 0n; n++) {
    sum += term / (2n * n + 1n);
    term = -times(term, square) / (2n * (n + 1n));
  }
  return ONE / 2n + over(sum, root(2n * PI));
}

export type Asked = {
  readonly right: "call" | "put";
  readonly future: string;
  readonly strike: string;
  readonly years: string;
  readonly rate: string;
  readonly volatility: string;
};

export type Answers = Readonly<Record<"price" | "delta" | "gamma" | "vega" | "theta" | "rho", string>>;

/** Price and sensitivities, each rounded to `decimals`, the nearest. */
export function blackOf(asked: Asked, decimals: number): Answers {
  const [f, k, t, r, v] = [asked.future, asked.strike, asked.years, asked.rate, asked.volatility].map(fixed) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const spread = times(v, root(t));
  const d1 = over(ln(over(f, k)) + times(times(v, v), t) / 2n, spread);
  const d2 = d1 - spread;
  const discount = exp(-times(r, t));
  const call = asked.right === "call";
  const paid = call ? times(f, normal(d1)) - times(k, normal(d2)) : times(k, normal(-d2)) - times(f, normal(-d1));
  const price = times(discount, paid);
  const weight = times(discount, density(d1));
  const theta = times(r, price) - over(times(times(f, weight), v), 2n * root(t));
  const write = (value: bigint): string => written(value, decimals);
  return {
    price: write(price),
    delta: write(times(discount, call ? normal(d1) : -normal(-d1))),
    gamma: write(over(weight, times(f, spread))),
    vega: write(times(times(f, weight), root(t))),
    theta: write(theta),
    rho: write(-times(t, price)),
  };
}

function written(value: bigint, decimals: number): string {
  const unit = ONE / 10n ** BigInt(decimals);
  const size = value < 0n ? -value : value;
  const steps = (size + unit / 2n) / unit;
  const digits = steps.toString().padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return value < 0n && steps !== 0n ? `-${text}` : text;
}
