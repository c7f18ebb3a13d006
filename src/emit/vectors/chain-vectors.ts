import { add, multiply, parse } from "../../runtime/exact.ts";
import { membersOn } from "../../runtime/members.ts";
import { retiredOf } from "../calculator/index-members.ts";
import type { Draft, IndexWorld } from "./index-world.ts";
import { DATE } from "./index-world.ts";
import type { JsonObject } from "./read.ts";
import { text, type Vector } from "./vector.ts";

/** The same input, all of it on another day. */
function movedTo(day: string, input: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(input).replaceAll(DATE, day)) as JsonObject;
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** Of a basket with a base, the first day without each member that retires: what it goes on from, and without the print that says so. */
export function retirementVectors(
  { index, input, base, published }: IndexWorld,
  healthy: readonly Draft[],
  make: (name: string, input: JsonObject) => Vector,
): Vector[] {
  const { base: chained, value, window } = index;
  if (chained === undefined || (window !== undefined && window.kind !== "clock")) return [];
  const retired = retiredOf(index, value.over);
  const all = index.members.find(({ of }) => of === value.over)?.members ?? [];
  return retired.flatMap(({ member, effective, successor }): Vector[] => {
    const before = dayBefore(effective);
    if (successor !== undefined || before < chained.from) return [];
    const members = membersOn(before, all, retired);
    const then = members.map((name): [string, string] => [name, base]);
    // Each has moved by another share since, so that weights and prices of the wrong day give another value.
    const moved = members.map((name, at): [string, string] => [
      name,
      text(multiply(parse(base), add(parse("1"), parse(`0.0${(at % 8) + 1}`)))),
    ]);
    const last = { date: before, value: published, prices: Object.fromEntries(moved) };
    const chain = { date: chained.from, value: chained.value, prices: Object.fromEntries(then) };
    const links = Object.fromEntries(
      retired.flatMap((one) =>
        one.successor === undefined || one.effective > effective
          ? []
          : [[one.successor, { retired: "2.5", successor: "2" }]],
      ),
    );
    const on = (given: JsonObject): JsonObject => {
      const moving = movedTo(effective, input(healthy));
      const previous = { value: published, repeats: "0", chain: given };
      return { ...moving, ...(Object.keys(links).length === 0 ? {} : { links }), previous };
    };
    return [
      make(`${member} retires`, on({ ...chain, last })),
      make(`${member} retires, and the print before is not given`, on(chain)),
    ];
  });
}
