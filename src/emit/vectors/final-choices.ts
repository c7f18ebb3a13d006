import { formulasIn } from "../../model/formulas.ts";
import type { Product } from "../../model/model.ts";
import { add, compare, divide, fromInteger, multiply, parse, type Rational, subtract } from "../../runtime/exact.ts";
import { finalBranches, interpretFinal } from "./interpret-final.ts";
import type { JsonObject } from "./read.ts";
import { outcomeOf } from "./interpret-settlement.ts";
import { text } from "./vector.ts";

/** Values of what a final settlement reads, by the name of what has them. */
type Given = Readonly<Record<string, string>>;

const MOST = 4096;

/**
 * For each line of choices by condition values that lead to it, and values that lie on each level: prints and settlements at, below and above
 * the numbers that the conditions name.
 */
export function choices(
  product: Product,
  reads: readonly string[],
  base: string,
  input: (given: Given) => JsonObject,
): { readonly name: string; readonly given: JsonObject }[] {
  const { price } = product.finalSettlement;
  const cases = formulasIn(price).filter((one) => one.op === "case");
  if (cases.length === 0) return [];
  const levels = cases
    .flatMap(({ arms }) => arms.flatMap(({ when }) => formulasIn(when)))
    .flatMap((one) => (one.op === "number" ? [parse(one.value)] : []));
  const values = around([...levels, parse(base)], product);
  const wanted = new Set(finalBranches(product).map(({ tier }) => tier));
  const found = values.map((value) => ({ name: `all at ${value}`, given: input(all(reads, value)) }));
  const tierOf = (given: JsonObject): string | undefined => {
    const outcome = outcomeOf(() => interpretFinal(product, given));
    return "value" in outcome ? outcome.value.tier : undefined;
  };
  for (const { given } of found) wanted.delete(tierOf(given) ?? "");
  let tried = 0;
  for (const mixture of mixed(reads, values)) {
    if (wanted.size === 0 || (tried += 1) > MOST) break;
    const given = input(mixture);
    const tier = tierOf(given);
    if (tier === undefined || !wanted.delete(tier)) continue;
    const said = Object.entries(mixture).map(([name, value]) => `${name} at ${value}`);
    found.push({ name: said.join(", "), given });
  }
  return found;
}

/**
 * Where the lowest or highest of several days is compared with a level: all prints at it, a step below or a step above, and each of the others on one day
 * alone, the first, the last or one between, so that a day that is not looked at is found.
 */
export function touches(
  product: Product,
  days: number,
  input: (price: (at: number) => string) => JsonObject,
): { readonly name: string; readonly given: JsonObject }[] {
  const compared = formulasIn(product.finalSettlement.price).flatMap((one) =>
    one.op === "case" ? one.arms.flatMap(({ when }) => formulasIn(when)) : [],
  );
  if (!compared.some(({ op }) => op === "lowest" || op === "highest")) return [];
  const step = parse(product.dailySettlement.round.increment);
  const levels = [...new Set(compared.flatMap((one) => (one.op === "number" ? [one.value] : [])))].map((one) =>
    parse(one),
  );
  const values = levels
    .flatMap((level) => [subtract(level, step), level, add(level, step)])
    .filter(({ n }) => product.price.signed || n >= 0n)
    .map(text);
  const most = levels.reduce((high, one) => (compare(one, high) > 0 ? one : high));
  // So far from the levels that what is paid reaches the bounds though a level was touched.
  const far = text(add(multiply(most, fromInteger(10)), fromInteger(10)));
  const single = values.map((one) => ({
    name: `every print ${far} but ${one} on the second day`,
    given: input((at) => (at === 1 ? one : far)),
  }));
  return single.concat(
    values.flatMap((rest) =>
      values
        .filter((one) => one !== rest)
        .flatMap((one) =>
          Array.from({ length: days }, (_, day) => ({
            name: `every print ${rest} but ${one} on day ${day + 1}`,
            given: input((at) => (at === day ? one : rest)),
          })),
        ),
    ),
  );
}

const all = (reads: readonly string[], value: string): Given => Object.fromEntries(reads.map((one) => [one, value]));

/** Each level, and a step below and above it on the grid of settlement prices. */
function around(levels: readonly Rational[], product: Product): string[] {
  const step = parse(product.dailySettlement.round.increment);
  const onGrid = (value: Rational): Rational => {
    const steps = divide(value, step);
    return { n: (steps.n / steps.d) * step.n, d: step.d };
  };
  const near = levels
    .map(onGrid)
    .flatMap((one) => [subtract(one, step), one, add(one, step), add(one, fromInteger(1))]);
  const allowed = near.filter(({ n }) => product.price.signed || n >= 0n);
  return [...new Set([...allowed].sort(compare).map(text))];
}

/** Every mixture of the values. */
function* mixed(reads: readonly string[], values: readonly string[]): Generator<Given> {
  const [first, ...rest] = reads;
  if (first === undefined) return yield {};
  for (const others of mixed(rest, values)) for (const value of values) yield { [first]: value, ...others };
}
