import type { Index } from "../../model/model.ts";
import { add, divide, fromInteger, multiply, parse, toFixed } from "../../runtime/exact.ts";
import { columnNamed, limitsMove, screensExclude, screensOf } from "../calculator/index-columns.ts";
import { otherIndices } from "../calculator/index-code.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { functionName } from "../calculator/names.ts";
import { retirementVectors } from "./chain-vectors.ts";
import type { Draft, IndexWorld } from "./index-world.ts";
import { indexWorld, kindsOfTier } from "./index-world.ts";
import { interpretIndex } from "./interpret-index.ts";
import type { JsonObject } from "./read.ts";
import { fieldsOf, listOf } from "./read.ts";
import type { Vector } from "./vector.ts";
import { refusedVector, text, vectorOf } from "./vector.ts";

/** Vectors of an index: each tier, each screen, each quorum met and missed by one, the ends of the window, ties, refusals. */
export function indexVectors(index: Index): Vector[] {
  const world = indexWorld(index);
  const called = functionName(index);
  const make = (name: string, input: JsonObject): Vector =>
    vectorOf(
      `${index.id}: ${name}`,
      called,
      [input],
      () => interpretIndex(index, input),
      ({ tier }) => [tier],
    );
  const usual = kindsOfTier(index, undefined);
  const healthy = world.healthy(usual);
  const plenty = world.healthy(usual, 2);
  return [
    make("healthy inputs", world.input(healthy)),
    ...screenVectors(world, plenty, make),
    ...moveVectors(world, plenty, make),
    ...quorumVectors(world, plenty, make),
    ...windowVectors(world, healthy, make),
    ...quoteVectors(world, healthy, make),
    ...roundingVectors(world, healthy, make),
    ...retirementVectors(world, healthy, make),
    ...fallbackVectors(world, make),
    ...refusals(world, healthy, called),
  ];
}

type Make = (name: string, input: JsonObject) => Vector;

const scaled = (price: string, factor: string): string => text(multiply(parse(price), parse(factor)));

function screenVectors(world: IndexWorld, healthy: readonly Draft[], make: Make): Vector[] {
  const { index, input } = world;
  const [first] = healthy;
  if (!first) return [];
  return screensOf(index).flatMap(({ screen, column }, at): Vector[] => {
    const name = `screen ${at + 1}`;
    const own = (one: Draft): boolean =>
      column === undefined || (one.attributes[column] ?? one.source) === (first.attributes[column] ?? first.source);
    const change = (edit: (one: Draft) => Draft): JsonObject =>
      input(healthy.map((one) => (own(one) ? edit(one) : one)));
    if (screen.action === "cap") {
      return [
        make(
          `${name}: one ${column} with most of the volume`,
          change((one) => ({ ...one, size: String(Number(one.size) * 90) })),
        ),
      ];
    }
    if (screen.readmit !== undefined) return readmitVectors(world, healthy, name, column as string, make);
    if (column === undefined) {
      return [
        make(`${name}: one price far off`, input([{ ...first, price: scaled(first.price, "3") }, ...healthy.slice(1)])),
      ];
    }
    return [
      make(
        `${name}: one ${column} far off`,
        change((one) => ({ ...one, price: scaled(one.price, "1.2") })),
      ),
    ];
  });
}

/** A value beyond how far it may move, to either side, at the very end of it, after none and after zero. */
function moveVectors({ index, input, published }: IndexWorld, healthy: readonly Draft[], make: Make): Vector[] {
  const share = index.screens.find(limitsMove)?.threshold;
  if (share === undefined) return [];
  const excluded = screensExclude(index) ? { excluded: [] } : {};
  const after = (name: string, factor: string, value: string): Vector =>
    make(
      `the value moves: ${name}`,
      input(
        healthy.map((one) => ({ ...one, price: scaled(one.price, factor) })),
        { previous: { value, repeats: "0", ...excluded } },
      ),
    );
  const zero = toFixed(fromInteger(0), decimalsOf(index.value.round.increment));
  return [
    after("far up", "3", published),
    after("far down", "0.2", published),
    after("hardly", "1", published),
    after("up by all it may", text(add(fromInteger(1), parse(share))), published),
    after("from zero", "1", zero),
    make("the value moves: from nothing", input(healthy, { previous: null })),
  ];
}

/** One source off by less than what leaves it out and more than what takes it back: in, unless it was out before. */
function readmitVectors(
  { index, input, published }: IndexWorld,
  healthy: readonly Draft[],
  name: string,
  column: string,
  make: Make,
): Vector[] {
  const { threshold, readmit } = index.screens.find((one) => one.readmit !== undefined) as {
    threshold: string;
    readmit: string;
  };
  const own = healthy[0]?.attributes[column] ?? healthy[0]?.source;
  const between = add(fromInteger(1), divide(add(parse(threshold), parse(readmit)), fromInteger(2)));
  const off = healthy.map((one) =>
    (one.attributes[column] ?? one.source) === own ? { ...one, price: text(multiply(parse(one.price), between)) } : one,
  );
  const before = (excluded: readonly string[]): JsonObject => ({
    previous: { value: published, repeats: "0", excluded: [...excluded] },
  });
  return [
    make(`${name}: one ${column} between both distances, in before`, input(off, before([]))),
    make(`${name}: one ${column} between both distances, out before`, input(off, before([own as string]))),
  ];
}

/** Each quorum met exactly, and missed by one. */
function quorumVectors({ index, input, length, parts }: IndexWorld, healthy: readonly Draft[], make: Make): Vector[] {
  const nameIn = (one: Draft, column: string): string => {
    if (column === "part") return String(Math.floor((one.after * parts) / length));
    return (one.attributes[column] as string | undefined) ?? one.source;
  };
  return index.quorum.flatMap(({ count, of }): Vector[] => {
    const column = columnNamed(of);
    const some = (number: number): JsonObject => {
      if (column === undefined) return input(healthy.slice(0, number));
      const names = [...new Set(healthy.map((one) => nameIn(one, column)))].slice(0, number);
      return input(healthy.filter((one) => names.includes(nameIn(one, column))));
    };
    return [make(`quorum: ${count} ${of}`, some(count)), make(`quorum: ${count - 1} ${of}`, some(count - 1))];
  });
}

/** The start of the window counts and its end does not. */
function windowVectors({ index, length, input }: IndexWorld, healthy: readonly Draft[], make: Make): Vector[] {
  const [first] = healthy;
  const hours = index.window?.kind === "hours";
  if (!first || !(hours || index.window?.kind === "clock" || index.window?.kind === "trailing")) return [];
  const at = (after: number): Draft => ({ ...first, after, price: scaled(first.price, "1.01"), size: "500" });
  return [
    make("an input at the start of the window counts", input([...healthy, at(0)])),
    make("an input at the end of the window does not", input([...healthy, at(length)])),
    make("an input a millisecond before the start does not", input([...healthy, at(-1)])),
    make("an input a millisecond before the end counts", input([...healthy, at(length - 1)])),
  ];
}

/** An input quoted in each other unit, or of each other grade. */
function quoteVectors({ index, input }: IndexWorld, healthy: readonly Draft[], make: Make): Vector[] {
  const [first, ...rest] = healthy;
  if (!first) return [];
  return (index.quotes ?? []).flatMap(({ by, of }) =>
    by === "all" || by === "source"
      ? []
      : of
          .slice(1)
          .map(({ name }) =>
            make(
              `an input by ${by}: ${name}`,
              input([{ ...first, attributes: { ...first.attributes, [by]: name } }, ...rest]),
            ),
          ),
  );
}

/** All prices alike, so that every statistic is that price: ties of the rounding at an even and an odd multiple, and zero. */
function roundingVectors({ index, base, input }: IndexWorld, healthy: readonly Draft[], make: Make): Vector[] {
  const increment = parse(index.value.round.increment);
  const half = divide(increment, fromInteger(2));
  const even = multiply(fromInteger(2n * (multiply(parse(base), fromInteger(1000)).n / 2n)), increment);
  const alike = (price: string): JsonObject => input(healthy.map((one) => ({ ...one, price })));
  return [
    make("a tie above an even multiple", alike(text(add(even, half)))),
    make("a tie above an odd multiple", alike(text(add(add(even, increment), half)))),
    make("every price zero", alike("0")),
    ...(index.price.signed ? [make("a tie below zero", alike(text(multiply(add(even, half), fromInteger(-1)))))] : []),
  ];
}

/** Each fallback, reached because all before it fail. */
function fallbackVectors({ index, input, healthy, base, published }: IndexWorld, make: Make): Vector[] {
  const others = otherIndices(index);
  return index.fallback.flatMap((fallback, at): Vector[] => {
    const name = `fallback ${at + 1}`;
    switch (fallback.kind) {
      case "substitute":
        return [make(`${name}: ${fallback.use} only`, input(healthy(kindsOfTier(index, at))))];
      case "previous": {
        const previous = (repeats: number): JsonObject => ({
          previous: { value: published, repeats: String(repeats), ...(screensExclude(index) ? { excluded: [] } : {}) },
        });
        return [
          make(`${name}: nothing observed`, input([], previous(0))),
          make(`${name}: repeated for the last time`, input([], previous(fallback.atMost - 1))),
          make(`${name}: repeated often enough`, input([], previous(fallback.atMost))),
        ];
      }
      case "formula":
        return [
          make(
            `${name}: from ${others.join(", ")}`,
            input([], { indices: Object.fromEntries(others.map((one) => [one, base])) }),
          ),
        ];
      case "determination": {
        const given = { by: fallback.by, rule: fallback.under, value: published, signature: "vector" };
        return [
          make(`${name}: determined`, input([], { determination: given })),
          make(`${name}: not determined`, input([], { determination: null })),
          make(
            `${name}: determined under another rule`,
            input([], { determination: { ...given, rule: "another rule" } }),
          ),
        ];
      }
    }
  });
}

/** Inputs that are wrong by construction. */
function refusals({ index, input }: IndexWorld, healthy: readonly Draft[], called: string): Vector[] {
  const right = input(healthy);
  const timed = index.window?.kind === "clock" || index.window?.kind === "trailing";
  const [first, ...rest] = listOf(right["observations"]);
  const refused = (name: string, wrong: JsonObject, code: string): Vector =>
    refusedVector(`${index.id}: ${name}`, called, [wrong], code);
  const firstAs = (fields: JsonObject): JsonObject => ({ ...right, observations: [{ ...first, ...fields }, ...rest] });
  const { date: _, ...undated } = right;
  const named = index.inputs.every(({ from }) => from.length > 0);
  return [
    refused("no date", undated, "missing-input"),
    refused("a day that does not exist", { ...right, date: "2027-02-29" }, "not-a-date"),
    refused("a field it does not read", { ...right, note: "x" }, "unknown-field"),
    refused("a price as a JavaScript number", firstAs({ price: 2.5 }), "not-a-decimal"),
    refused("a price with an exponent", firstAs({ price: "2e0" }), "not-a-decimal"),
    ...(index.price.signed ? [] : [refused("a price below zero", firstAs({ price: "-0.01" }), "negative-price")]),
    ...(first?.["size"] === undefined ? [] : [refused("a size of zero", firstAs({ size: "0" }), "size-not-positive")]),
    ...(named ? [refused("an unknown source", firstAs({ source: "NOBODY" }), "unknown-source")] : []),
    ...(!timed
      ? []
      : [
          refused("a time in another zone", firstAs({ time: "2027-02-02T15:00:00+01:00" }), "not-an-instant"),
          refused(
            "a window of another day",
            { ...right, window: { from: "2027-02-05T15:00:00Z", until: "2027-02-05T16:00:00Z" } },
            "instant-far-from-date",
          ),
          refused("a window that ends before it starts", { ...right, window: turned(right) }, "window-empty"),
        ]),
  ];
}

function turned(input: JsonObject): JsonObject {
  const { from, until } = fieldsOf(input["window"]);
  return { from: until as string, until: from as string };
}
