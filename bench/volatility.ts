/**
 * Implied volatilities of columns beside QuantLib's solvers in C++: `npm run bench -- volatility`. Strips are many strikes of one expiry; scattered options have nothing in
 * common. Every answer of ours is the exact one to eight decimals; the options come from a known volatility, so that every contender can be wrong. A first
 * argument is how many millions of scattered options must be found.
 */
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { impliedVolatility, type OptionAt } from "../src/runtime/black76.ts";
import { parse, ratio, show } from "../src/runtime/exact.ts";
import { impliedVolatilities, type VolatilityColumns, type VolatilityTerms } from "../src/runtime/quick-volatility.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

const MILLIONS = Number(process.argv[2] ?? 10);
const ROUNDS = 7;
const DECIMALS = 8;
/** Prices in hundredths of a cent, premiums in units of 10^-10: so fine that eight decimals of the volatility are in them. */
const TERMS: VolatilityTerms = {
  priceUnit: parse("0.0001"),
  premiumUnit: parse("0.0000000001"),
  rate: parse("0"),
  year: 365n,
  decimals: DECIMALS,
};

let state = 20270202;
/** From 0 to 1, the same in every run (xorshift). */
function random(): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
}

/** The normal distribution beyond x by libm-free means good enough to make up options: the fit of Hart is not needed, W. J. Cody's digits neither. */
function normal(x: number): number {
  const t = Math.abs(x);
  let [sum, term] = [t, t];
  if (t > 7) return x > 0 ? 1 : Math.exp((-t * t) / 2) / (t * 2.5066282746310002);
  for (let k = 3; term > sum * 1e-18; k += 2) sum += term *= (t * t) / k;
  const half = (sum * Math.exp((-t * t) / 2)) / 2.5066282746310002;
  return x > 0 ? 0.5 + half : 0.5 - half;
}

type Made = VolatilityColumns & { readonly wanted: Float64Array; readonly room: Float64Array };

/** Options within two and a half deviations, volatilities from 15 % to 135 %, calls and puts; `strikes` of each expiry, along a smile. */
function made(rows: number, strikes: number): Made {
  const columns = {
    puts: new Uint8Array(rows),
    futures: new Float64Array(rows),
    strikes: new Float64Array(rows),
    premiums: new Float64Array(rows),
    days: new Float64Array(rows),
    wanted: new Float64Array(rows),
    room: new Float64Array(rows),
  };
  let [future, days, level] = [0, 0, 0];
  for (let i = 0, at = 0; i < rows; at = (at + 1) % strikes) {
    if (at === 0)
      [future, days, level] = [20_000 + Math.floor(random() * 2e6), 7 + Math.floor(random() * 720), 0.2 + random()];
    const place = strikes === 1 ? random() * 5 - 2.5 : (5 * at) / (strikes - 1) - 2.5;
    const volatility = strikes === 1 ? 0.15 + random() * 1.2 : level * (1 - 0.06 * place + 0.02 * place * place);
    const width = volatility * Math.sqrt(days / 365);
    const strike = Math.max(1, Math.round(future * Math.exp(place * level * Math.sqrt(days / 365))));
    const d1 = Math.log(future / strike) / width + width / 2;
    const put = random() < 0.5 ? 1 : 0;
    // Out of the money nothing cancels; in the money the difference is added in whole units.
    const out =
      strike >= future
        ? future * normal(d1) - strike * normal(d1 - width)
        : strike * normal(width - d1) - future * normal(-d1);
    const inside = put === 1 ? strike - future : future - strike;
    const premium = Math.round(out * 1e6) + Math.max(0, inside) * 1e6;
    // A vega too small for eight decimals of the premium's unit is no option to be wrong about.
    const vega = future * Math.sqrt(days / 365) * Math.exp((-d1 * d1) / 2) * 0.39894;
    if (!(premium > 0) || premium > 2 ** 52 || vega < 0.5) continue;
    columns.puts[i] = put;
    columns.futures[i] = future;
    columns.strikes[i] = strike;
    columns.premiums[i] = premium;
    columns.days[i] = days;
    columns.wanted[i] = volatility;
    // Half a unit of the premium, what doubles lose in making it, and half of the last decimal.
    columns.room[i] = (0.52e-6 + 8e-16 * (future + strike)) / vega + 0.51 / 10 ** DECIMALS;
    i += 1;
  }
  return columns;
}

function nanoseconds(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) * 1000;
}

/** Rows whose answer is further from the volatility they were made with than the rounding of the premium and of the answer explain, and the largest relative error. */
function wrong({ wanted, room }: Made, found: Float64Array): { failures: number; worst: number } {
  let [failures, worst] = [0, 0];
  for (let i = 0; i < wanted.length; i++) {
    const error = Math.abs((found[i] as number) / 10 ** DECIMALS - (wanted[i] as number));
    worst = Math.max(worst, error / (wanted[i] as number));
    if (!(error <= (room[i] as number))) failures += 1;
  }
  return { failures, worst };
}

/** Rows that failed, with what whole numbers alone say of them. */
function tell(options: Made, found: Float64Array): void {
  options.wanted.forEach((wanted, i) => {
    if (Math.abs((found[i] as number) / 10 ** DECIMALS - wanted) <= (options.room[i] as number)) return;
    const { puts, futures, strikes, premiums, days, room } = options;
    const option: Omit<OptionAt, "volatility"> = {
      right: puts[i] === 1 ? "put" : "call",
      future: ratio(BigInt(futures[i] as number), 10_000n),
      strike: ratio(BigInt(strikes[i] as number), 10_000n),
      years: ratio(BigInt(days[i] as number), 365n),
      rate: TERMS.rate,
    };
    const exact = impliedVolatility(option, ratio(BigInt(premiums[i] as number), 10n ** 10n), DECIMALS, -1n);
    console.log(
      `failed: ${JSON.stringify({ i, put: puts[i], future: futures[i], strike: strikes[i], premium: premiums[i], days: days[i], wanted, room: room[i], found: found[i] })}, by whole numbers ${show(exact)}`,
    );
  });
}

function own(name: string, options: Made): void {
  const rows = options.wanted.length;
  const times: number[] = [];
  let found = impliedVolatilities(options, TERMS);
  for (let round = 0; round < ROUNDS; round++)
    times.push(nanoseconds(() => (found = impliedVolatilities(options, TERMS))) / rows);
  const { failures, worst } = wrong(options, found.volatilities);
  say(`tenor, exact to ${DECIMALS} decimals`, Math.min(...times), failures, worst);
  console.log(`${"".padEnd(36)}${name}: ${found.exact} of ${rows.toLocaleString("en")} were left to whole numbers`);
}

function say(name: string, each: number, failures: number, worst: number): void {
  console.log(
    `${name.padEnd(36)}${each.toFixed(1).padStart(9)} ns${(1000 / each).toFixed(2).padStart(8)} M/s${String(failures).padStart(8)} failed   error up to ${worst.toExponential(1)}`,
  );
}

function peers(options: Made): void {
  const folder = path.join(PROJECT, "bench/node_modules/.measure");
  const program = path.join(folder, "volatility");
  const source = path.join(PROJECT, "bench/peers/volatility.cpp");
  const built = spawnSync("g++", ["-O3", "-march=native", "-o", program, source, "-lQuantLib"], { encoding: "utf8" });
  if (built.status !== 0) {
    const why = built.error === undefined ? built.stderr.split("\n")[0] : "there is no g++";
    console.log(`skipped: the C++ contenders (${why}; Debian has them as g++ and libquantlib0-dev)`);
    return;
  }
  const rows = options.wanted.length;
  const text = new Float64Array(rows * 6);
  for (let i = 0; i < rows; i++) {
    text.set(
      [
        options.puts[i] as number,
        (options.futures[i] as number) / 1e4,
        (options.strikes[i] as number) / 1e4,
        (options.premiums[i] as number) / 1e10,
        (options.days[i] as number) / 365,
        options.wanted[i] as number,
      ],
      i * 6,
    );
  }
  const file = path.join(folder, "volatility.bin");
  fs.writeFileSync(file, Buffer.from(text.buffer));
  for (const line of execFileSync(program, [file, "3"], { encoding: "utf8" }).trim().split("\n")) {
    const [name = "", each, failed, worst] = line.split("\t");
    say(name, Number(each), Number(failed), Number(worst));
  }
  fs.rmSync(file);
}

const strips = made(1_000_000, 400);
console.log("strips: 2,500 expiries of 400 strikes");
own("strips", strips);
peers(strips);
const scattered = made(1_000_000, 1);
console.log("\nscattered: 1,000,000 options that have nothing in common");
own("scattered", scattered);
peers(scattered);
console.log(`\n${MILLIONS} million scattered options, each found once`);
let [failures, worst, exact] = [0, 0, 0];
for (let million = 0; million < MILLIONS; million++) {
  const options = made(1_000_000, 1);
  const found = impliedVolatilities(options, TERMS);
  const one = wrong(options, found.volatilities);
  if (one.failures > 0) tell(options, found.volatilities);
  failures += one.failures;
  worst = Math.max(worst, one.worst);
  exact += found.exact;
}
console.log(`${failures} failed, error up to ${worst.toExponential(1)}, ${exact} left to whole numbers`);
