import { contractName, contractsOf, formulasIn, indicesOf, windowsOf } from "../../model/formulas.ts";
import type { Product } from "../../model/model.ts";
import { add, divide, fromInteger, multiply, parse } from "../../runtime/exact.ts";
import { finalFields } from "../calculator/final-code.ts";
import { choices, touches } from "./final-choices.ts";
import { interpretFinal } from "./interpret-final.ts";
import type { JsonObject } from "./read.ts";
import { fieldsOf } from "./read.ts";
import type { Vector } from "./vector.ts";
import { basePrice, refusedVector, seedOf, text, vectorOf } from "./vector.ts";

const DAYS = ["2027-02-01", "2027-02-02", "2027-02-03", "2027-02-04"];

const settledOf = (one: Parameters<typeof contractName>[0]): string => `settlement of ${contractName(one)}`;
const averageOf = (index: string): string => `average of ${index}`;

/** Vectors of the final settlement: days that differ, an average that is a tie, a missing day, a day too many, zero. */
export function finalVectors(product: Product): Vector[] {
  const fields = finalFields(product);
  const { increment } = product.finalSettlement.round;
  const base = basePrice(seedOf(`${product.id} final`), increment);
  const half = divide(parse(increment), fromInteger(2));
  const sets = windowsOf(product.finalSettlement.price).map((_, at) => DAYS.slice(0, DAYS.length - (at % 3)));
  const input = (price: (at: number) => string | null, days: readonly string[] = DAYS): JsonObject => ({
    period: product.contracts[0]?.period ?? "2027-02",
    ...(fields.averaged.length > 0
      ? {
          ...(fields.sets === undefined ? { days: DAYS } : { sets }),
          prints: Object.fromEntries(fields.averaged.map((index) => [index, printsOf(index, days, price)])),
        }
      : {}),
    ...(fields.single.length > 0
      ? { indices: Object.fromEntries(fields.single.map((index) => [index, price(0)])) }
      : {}),
    ...(fields.settlement ? { settlement: price(0) } : {}),
    ...(fields.contracts.length > 0
      ? { contracts: Object.fromEntries(fields.contracts.map((one, at) => [contractName(one), price(at)])) }
      : {}),
    ...(fields.determination ? { determination: null } : {}),
  });
  const printsOf = (index: string, days: readonly string[], price: (at: number) => string | null): JsonObject => {
    const own = fields.sets?.[index]?.flatMap((set) => sets[set] ?? []);
    const counted = days.filter((day) => own === undefined || own.includes(day) || !DAYS.includes(day));
    return Object.fromEntries(counted.map((day) => [day, price(days.indexOf(day))]));
  };
  const ofEach = (given: Readonly<Record<string, string>>): JsonObject => {
    const whole = input(() => text(base));
    const prints = fields.averaged.map((id) => [id, printsOf(id, DAYS, () => given[averageOf(id)] ?? null)]);
    return {
      ...whole,
      ...(fields.averaged.length > 0 ? { prints: Object.fromEntries(prints) as JsonObject } : {}),
      ...(fields.single.length > 0
        ? { indices: Object.fromEntries(fields.single.map((id) => [id, given[id] ?? null])) as JsonObject }
        : {}),
      ...(fields.settlement ? { settlement: given["settlement"] as string } : {}),
      ...(fields.contracts.length > 0
        ? {
            contracts: Object.fromEntries(
              fields.contracts.map((one) => [contractName(one), given[settledOf(one)] ?? null]),
            ),
          }
        : {}),
    };
  };
  const reads = [
    ...fields.averaged.map(averageOf),
    ...fields.single,
    ...(fields.settlement ? ["settlement"] : []),
    ...fields.contracts.map(settledOf),
  ];
  const steps = (at: number, by: number): string => text(add(base, multiply(fromInteger(at * by), parse(increment))));
  const make = (name: string, given: JsonObject): Vector =>
    vectorOf(
      `${product.id}: final settlement, ${name}`,
      "finalSettlement",
      [given],
      () => ({ period: given["period"] as string, price: interpretFinal(product, given).price }),
      () => {
        const { tier, bound } = interpretFinal(product, given);
        return [tier, ...(bound === undefined ? [] : [bound])];
      },
    );
  const refused = (name: string, given: JsonObject, code: string): Vector =>
    refusedVector(`${product.id}: final settlement, ${name}`, "finalSettlement", [given], code);
  return [
    make(
      "prints that differ",
      input((at) => steps(at, 3)),
    ),
    make(
      "prints all alike",
      input(() => text(base)),
    ),
    make(
      "an average halfway between two ticks",
      input(() => text(add(base, half))),
    ),
    make(
      "an average halfway above the next tick",
      input(() => text(add(add(base, parse(increment)), half))),
    ),
    make(
      "prints of zero",
      input(() => "0"),
    ),
    ...choices(product, reads, text(base), ofEach).map(({ name, given }) => make(name, given)),
    ...touches(product, DAYS.length, input).map(({ name, given }) => make(name, given)),
    ...boundVectors(product, (name, price) =>
      make(
        name,
        input(() => price),
      ),
    ),
    ...(fields.unpublished ? lineVectors(product, input, text(base), make) : []),
    ...(fields.averaged.length > 0
      ? [
          refused(
            "a day without a print",
            input(() => text(base), DAYS.slice(0, -1)),
            "missing-print",
          ),
          refused(
            "a print of a day that does not count",
            input(() => text(base), [...DAYS, "2027-02-06"]),
            "unexpected-print",
          ),
          ...(fields.sets === undefined
            ? [
                refused(
                  "days out of order",
                  { ...input(() => text(base)), days: [...DAYS].reverse() },
                  "days-not-ascending",
                ),
              ]
            : []),
        ]
      : []),
    ...(fields.contracts.length > 0 && !fields.unpublished
      ? [
          refused(
            "a contract that was not settled",
            {
              ...input(() => text(base)),
              contracts: Object.fromEntries(fields.contracts.map((one) => [contractName(one), null])),
            },
            "missing-settlement",
          ),
        ]
      : []),
    refused("a field it does not read", { ...input(() => text(base)), note: "x" }, "unknown-field"),
  ];
}

/** One after the other the indices of each line are not published on a day, and at last the body that decides is asked, and answers. */
function lineVectors(
  product: Product,
  input: (price: (at: number) => string | null) => JsonObject,
  base: string,
  make: (name: string, given: JsonObject) => Vector,
): Vector[] {
  const { price } = product.finalSettlement;
  const decided = formulasIn(price).find((one) => one.op === "determination");
  const determination =
    decided?.op === "determination"
      ? { determination: { by: decided.by, rule: decided.under, value: base, signature: "a vector" } }
      : {};
  const options = formulasIn(price).flatMap((one) => (one.op === "first" ? one.options : []));
  const lines = options
    .map((one) => [...new Set([...indicesOf(one), ...contractsOf(one).map(contractName)])])
    .filter((ids) => ids.length > 0);
  const given = { ...input(() => base), ...determination };
  const without = (ids: readonly string[], day: number): JsonObject => {
    const prints = fieldsOf(given["prints" as keyof typeof given] ?? {});
    const changed = Object.entries(prints).map(([id, all]) => {
      const days = Object.entries(fieldsOf(all));
      return [
        id,
        Object.fromEntries(days.map(([on, value], at) => [on, ids.includes(id) && at >= day ? null : value])),
      ];
    });
    const indices = fieldsOf(given["indices" as keyof typeof given] ?? {});
    const single = Object.entries(indices).map(([id, value]) => [id, ids.includes(id) ? null : value]);
    const others = Object.entries(fieldsOf(given["contracts" as keyof typeof given] ?? {}));
    const contracts = others.map(([id, value]) => [id, ids.includes(id) ? null : value]);
    return {
      ...given,
      ...(changed.length > 0 ? { prints: Object.fromEntries(changed) as JsonObject } : {}),
      ...(single.length > 0 ? { indices: Object.fromEntries(single) as JsonObject } : {}),
      ...(contracts.length > 0 ? { contracts: Object.fromEntries(contracts) as JsonObject } : {}),
    };
  };
  return lines.flatMap((_, at) => {
    const ids = [...new Set(lines.slice(0, at + 1).flat())];
    const own = lines[at] ?? [];
    return [
      ...(own.length > 1
        ? []
        : [make(`${own.join()} alone not published on the last day`, without(own, DAYS.length - 2))]),
      ...(finalFields(product).sets === undefined
        ? []
        : [
            make(
              `${ids.join(" and ")} not published on the last day of the longest set`,
              without(ids, DAYS.length - 1),
            ),
          ]),
      make(`${ids.join(" and ")} no longer published`, without(ids, 2)),
      make(`${ids.join(" and ")} never published`, without(ids, 0)),
    ];
  });
}

/** Prints below the floor, between the bounds and above the cap of a structured contract. */
function boundVectors(product: Product, make: (name: string, price: string) => Vector): Vector[] {
  const { bounds } = product.finalSettlement;
  if (bounds === undefined) return [];
  const [floor, cap] = [parse(bounds.floor), parse(bounds.cap)];
  const below = product.price.signed ? text(add(floor, fromInteger(-1))) : "0";
  return [
    make("prints below the floor", below),
    make("prints between floor and cap", text(divide(add(floor, cap), fromInteger(2)))),
    make("prints above the cap", text(add(cap, fromInteger(1)))),
  ];
}
