// The root of Black's formula in double arithmetic, with a bound of how far off it may be.
import { quickExp, quickLog, quickScaledErfc, ROUNDOFF } from "./quick-math.ts";

const ROOT_HALF = Math.SQRT1_2;
const ROOT_TWO_OVER_PI = 0.7978845608028654;
const ROOT_TWO_PI = 2.5066282746310002;

/** How far the last `s` may be off: set by `quickRoot`, for a pair would be made anew for every row. */
let slack = Infinity;

/** The `slack` of the last row. */
export function slackOfRoot(): number {
  return slack;
}

/**
 * σ√T of one option with its `slack`, which is infinite where doubles cannot tell. `value` is what it is worth at expiry out of the money (in the money less what it pays
 * now), wrong by so many `roundings` of itself, x = |ln(F/K)|, and `warm` where to begin, or 0. With s = σ√T, h = x/s and t = s/2, value over √(FK) is
 * b(s) = e^(-(h²+t²)/2) (w(a) - w(b)) / 2, w(y) = e^(y²) erfc(y), a, b = (h ∓ t)/√2. The root of ln b(s) - ln β is found by Halley's steps within a bracket; the error of the
 * last step and the roundings of all that went into it then bound how far off it is.
 */
export function quickRoot(
  future: number,
  strike: number,
  value: number,
  x: number,
  roundings: number,
  warm: number,
): number {
  slack = Infinity;
  const size = Math.sqrt(future * strike);
  if (!(size > 0 && size < Infinity)) return 1;
  const beta = value / size;
  const most = (future < strike ? future : strike) / size;
  if (!(beta > 1e-290) || beta > most * 0.999999) return 1;
  const given = ROUNDOFF * (8 + roundings);
  let s = warm > 0 ? warm : firstGuess(future, strike, value, beta, x);
  let low = 0;
  let high = Infinity;
  for (let step = 0; step < 40; step++) {
    const h = x / s;
    const t = 0.5 * s;
    const a = (h - t) * ROOT_HALF;
    const upper = quickScaledErfc((h + t) * ROOT_HALF);
    const bent = a < 0 ? quickExp(a * a) : 0;
    const lower = a < 0 ? 2 * bent - quickScaledErfc(-a) : quickScaledErfc(a);
    const width = lower - upper;
    if (!(width > 0) || s > 12) return 1;
    const half = 0.5 * (h * h + t * t);
    const log = quickLog((0.5 * width) / beta);
    const residual = log - half;
    const slope = ROOT_TWO_OVER_PI / width;
    const bend = (h * h) / s - 0.25 * s - slope;
    const newton = -residual / slope;
    const delta = newton / (1 + 0.5 * bend * newton);
    if (Math.abs(newton) < 1e-5 * s) {
      const roundedOff =
        given +
        ROUNDOFF *
          (8 * x * (h / s + 2 * slope + 1) +
            (8 * (lower + upper) + 4 * bent * (2 + 4 * a * a) + 4) / width +
            8 * half +
            8 * Math.abs(log) +
            16);
      // Halley's error is (q²/12 - q'/6) newton³ with q = (ln (ln b)')' the bend; so near it varies by far less than four times.
      const turn = 3 * (h / s) * (h / s) + 0.25 + Math.abs(slope * bend);
      const third = Math.abs(newton * newton * newton) * (bend * bend + 2 * turn);
      slack = (2 * roundedOff) / slope + third + 4 * ROUNDOFF * s;
      return s + delta;
    }
    if (residual > 0) high = s;
    else low = s;
    const next = s + delta;
    s = next > low && next < high ? next : high === Infinity ? 2 * s : 0.5 * (low + high);
  }
  return 1;
}

/** Corrado and Miller's root of a square (1996) near the money, and that of the leading term far from it. */
function firstGuess(future: number, strike: number, value: number, beta: number, x: number): number {
  const apart = strike - future;
  const middle = value + 0.5 * Math.abs(apart);
  const square = middle * middle - (apart * apart) / Math.PI;
  const near = (ROOT_TWO_PI / (future + strike)) * (middle + (square > 0 ? Math.sqrt(square) : 0));
  if (square > 0.04 * middle * middle || x === 0) return near;
  const far = -2 * quickLog(beta);
  return far > 0.01 ? Math.max(x / Math.sqrt(far), 0.3 * near) : near;
}
