import { test } from "uvu";
import * as assert from "uvu/assert";
import { validatedPhraseParser } from "../../grammar/phrase-parser.ts";
import { StructureParser } from "../../grammar/structure-parser.ts";
import { grammarRules, railroad } from "../../tools/generate/railroad.ts";
import {
  box,
  choice,
  diagram,
  escaped,
  optional,
  repeated,
  sequence,
  type Track,
} from "../../tools/generate/railroad-svg.ts";

const page = [...(await railroad()).values()][0] as string;

test("every rule of both grammars has its diagram, once", () => {
  const rules = [...Object.keys(new StructureParser(false).getGAstProductions())].concat(
    Object.keys(validatedPhraseParser().getGAstProductions()),
  );
  for (const rule of rules) assert.is(page.split(`<h3 id="${rule}">`).length, 2, rule);
  const drawn = grammarRules().flatMap((group) => group.rules.map((one) => one.name));
  assert.equal([...drawn].sort(), rules.sort());
});

test("every link leads to a diagram, and nothing is loaded from elsewhere", () => {
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(`<h3 id="${target}">`), target);
  assert.not.match(page, /<script|src=|url\(|https?:/);
});

test("every tag that opens closes, and every number is whole", () => {
  const open: string[] = [];
  for (const [, close, tag, self] of page.matchAll(/<(\/?)([a-z0-9]+)[^>]*?(\/?)>/g)) {
    if (self === "/" || tag === "meta") continue;
    if (close === "") open.push(tag as string);
    else assert.is(open.pop(), tag);
  }
  assert.equal(open, []);
  assert.not.match(page, /(?:NaN|undefined|Infinity)/);
  assert.not.match(page, / (?:x|y|width|height)="[^"]*[.-]/);
});

test("what the tracks say can be read back from the boxes", () => {
  const texts = (track: Track) => [...track.draw(0, 100).matchAll(/>([^<>]+)<\/text>/g)].map((one) => one[1]);
  const a = box("a", "word");
  const b = box("<b>", "kind");
  assert.equal(texts(sequence([a, b])), ["a", "&lt;b&gt;"]);
  assert.equal(texts(choice([a, optional(b)])), ["a", "&lt;b&gt;"]);
  assert.equal(texts(repeated(a, b)), ["a", "&lt;b&gt;"]);
  assert.is(escaped('"&<>'), "&quot;&amp;&lt;&gt;");
});

/** Follows the pen along every path and says where each of them begins and ends. */
function ends(svg: string): string[] {
  return [...svg.matchAll(/<path d="([^"]+)"/g)].map(([, d]) => {
    let [x, y] = [0, 0];
    const places: string[] = [];
    for (const [, step, rest] of (d as string).matchAll(/([Mhvq])([^Mhvq]*)/g)) {
      const numbers = (rest as string).trim().split(/[ ,]+/).map(Number);
      if (step === "M") [x, y] = [numbers[0] as number, numbers[1] as number];
      else if (step === "h") x += numbers[0] as number;
      else if (step === "v") y += numbers[0] as number;
      else [x, y] = [x + (numbers[2] as number), y + (numbers[3] as number)];
      if (step === "M") places.push(`${x} ${y}`);
    }
    return [...places, `${x} ${y}`].join(" -> ");
  });
}

test("tracks meet: a choice, a way round and a way back end where they are said to", () => {
  const wide = box("wider", "word");
  const narrow = box("a", "word");
  const two = choice([wide, narrow]);
  assert.ok(ends(two.draw(0, 50)).filter((one) => one.endsWith(`-> ${two.width} 50`)).length === 2);
  const maybe = optional(narrow);
  assert.ok(ends(maybe.draw(0, 50)).filter((one) => one.endsWith(`-> ${maybe.width} 50`)).length === 2);
  const again = repeated(narrow, wide);
  const back = ends(again.draw(0, 50));
  assert.ok(
    back.some((one) => one.endsWith("-> 20 50")),
    back.join("\n"),
  );
  assert.ok(
    back.some((one) => one.endsWith(`-> ${again.width} 50`)),
    back.join("\n"),
  );
  assert.match(diagram(two, 'one "of"'), 'aria-label="one &quot;of&quot;"');
});

test("no track reaches above or below what it says", () => {
  const tall = choice([box("a", "word"), repeated(box("b", "word"), box(",", "word")), optional(box("c", "rule"))]);
  for (const [, y] of tall.draw(0, 100).matchAll(/ y="(\d+)"/g)) {
    assert.ok(Number(y) >= 100 - tall.up && Number(y) <= 100 + tall.down, y);
  }
});

test.run();
