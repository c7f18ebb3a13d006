import { givenSeed } from "../fuzz/seed.ts";
import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFile } from "../../src/ast/parse.ts";
import { walk } from "../../src/ast/walk.ts";
import { makeSource } from "../../src/text/source.ts";
import { inProject } from "../kit/files.ts";

const folder = inProject("test/good/language");
const texts = fs
  .readdirSync(folder)
  .sort()
  .map((name) => fs.readFileSync(`${folder}/${name}`, "utf8"));

/** A small generator of numbers from a seed, so that a failure can be repeated (a linear congruence modulo 2³²). */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  '"',
  ":",
  ";",
  ",",
  ".",
  "..",
  "-",
  "/",
  "//",
  "///",
  "of",
  "from",
  "case {",
  "first of {",
  "when",
  "1_000",
  "17:00",
  "2027-01-11",
  "3rd",
  "\u2013",
  "\u201c",
  "\u202e",
  "\ud83d",
  "\u0000",
  "\n",
  "%",
  "=>",
  "__proto__",
  "let x =",
  "each",
  "not",
  "until",
  "or",
];

function mutate(text: string, pick: (below: number) => number): string {
  const at = pick(text.length);
  const length = 1 + pick(12);
  switch (pick(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + (PIECES[pick(PIECES.length)] as string) + text.slice(at);
    case 2:
      return text.slice(0, at) + (PIECES[pick(PIECES.length)] as string) + text.slice(at + length);
    case 3: {
      const from = pick(text.length);
      return text.slice(0, at) + text.slice(from, from + 4 * length) + text.slice(at);
    }
    case 4:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + text.slice(at, at + length).toUpperCase() + text.slice(at + length);
  }
}

/** Seeds and time are bounded here; the long run takes its seed from the outside. */
const SEED = givenSeed().number;
const MILLISECONDS = Number(process.env["TENOR_FUZZ_MS"] ?? 4_000);

test(`a damaged text is never thrown at anybody (seed ${SEED})`, () => {
  const pick = numbers(SEED);
  const end = performance.now() + MILLISECONDS;
  let tried = 0;
  while (performance.now() < end || tried < 200) {
    let text = texts[pick(texts.length)] as string;
    for (let times = 1 + pick(4); times > 0; times--) text = mutate(text, pick);
    const source = makeSource("mutated.tenor", text);
    try {
      const { file, diagnostics } = parseFile(source);
      for (const one of diagnostics) {
        const places = [
          one.span,
          ...one.related.map((other) => other.span),
          ...one.fixes.flatMap((fix) => fix.edits.map((edit) => edit.span)),
        ];
        for (const place of places) {
          if (!(place.start >= 0 && place.start <= place.end && place.end <= text.length))
            throw new Error(`${one.code} at ${place.start}..${place.end}`);
        }
        if (/undefined|\[object|NaN/.test(one.message + (one.help ?? ""))) throw new Error(one.message);
      }
      walk(file, (node) => {
        if (!(node.span.start >= 0 && node.span.start <= node.span.end && node.span.end <= text.length))
          throw new Error(`${node.kind} at ${node.span.start}..${node.span.end}`);
      });
    } catch (error) {
      assert.unreachable(`${String((error as Error).stack)}\n\nwith\n${text}`);
    }
    tried++;
  }
});

test("the same text gives the same findings, and parsing one leaves nothing behind for the next", () => {
  const broken = "future G { size: 1, 2 [ }\n}";
  const first = parseFile(makeSource("a", broken)).diagnostics.map((one) => one.message);
  for (const text of texts) parseFile(makeSource("b", text));
  assert.equal(
    parseFile(makeSource("a", broken)).diagnostics.map((one) => one.message),
    first,
  );
});

test("ten megabytes of one character are one finding or two, and come to an end", () => {
  for (const character of ["{", "}", "[", '"', "-", "a", "\u202e"]) {
    const { diagnostics } = parseFile(makeSource("long", character.repeat(10_000_000)));
    assert.ok(diagnostics.length >= 1 && diagnostics.length <= 2, `${character}: ${diagnostics.length}`);
  }
});

test.run();
