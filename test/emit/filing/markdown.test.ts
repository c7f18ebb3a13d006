import { fc } from "../../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  escapeMarkdown,
  marked,
  place,
  tameMarkdown,
  toHtmlBody,
  toMarkdown,
} from "../../../src/emit/filing/markdown.ts";
import { citedIn, factProse, narrativeProse } from "../../../src/emit/filing/prose.ts";
import { textOf } from "./kit-html.ts";

const plain = () => ({ clauses: "X", title: "X (x.tenor:1)" });

test("a value comes out literally, in a paragraph, in a table and behind a list's bullet", () => {
  const nasty = "A|B *x* **y** <b>z</b> [u](v) `k` _w_ __q__ ~s~ &amp; \\ $1$ ![i](j) #h ![] 1. -";
  const value = marked("s1", escapeMarkdown(nasty));
  for (const text of [`${value}\n`, `- ${value}\n`, `| a | b |\n| :--- | :--- |\n| ${value} | c |\n`, `# ${value}\n`]) {
    const html = toHtmlBody(text, plain);
    assert.ok(textOf(html).includes(nasty), html);
    assert.not.match(html, /<(?:b|em|strong|code|del|img)>|<img|href/);
  }
});

test("any text at all comes out literally", () => {
  const printable = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
    .map((text) => text.replace(/[\p{C}\s]+/gu, " ").trim());
  fc.assert(
    fc.property(
      printable.filter((text) => text !== ""),
      (text) => {
        const html = toHtmlBody(`| a |\n| :--- |\n| ${marked("s1", escapeMarkdown(text))} |\n`, plain);
        assert.is(textOf(html.slice(html.indexOf("<td"))).trim(), text);
      },
    ),
    { numRuns: 500 },
  );
});

test("marks in a value cannot open a sentence", () => {
  assert.is(toMarkdown(escapeMarkdown("\uE000s9\uE001x\uE002")), "\uFFFDs9\uFFFDx\uFFFD");
  assert.is(toMarkdown(tameMarkdown("\uE003s9\uE001")), "\uFFFDs9\uFFFD");
});

test("an author's Markdown keeps its emphasis, lists and links, and nothing that breaks a document", () => {
  const html = toHtmlBody(
    tameMarkdown(
      "**Bold** and *thin*.\n\n- one\n- two\n\n# No heading\n\n---\n\n<script>x</script>\n\n[a]: https://a.example\n\n[b](https://b.example) [c](javascript:x) a | b",
    ),
    plain,
  );
  assert.match(html, /<strong>Bold<\/strong> and <em>thin<\/em>/);
  assert.match(html, /<li>one<\/li>/);
  assert.match(html, /<a href="https:\/\/b.example">b<\/a>/);
  assert.match(html, /# No heading/);
  assert.match(html, /&lt;script&gt;/);
  assert.match(html, /\[a\]: https/);
  assert.not.match(html, /<h1|<hr|<script|<table|href="javascript/);
});

test("a sentence is an anchor in Markdown and a span with its clauses in HTML; documents link to their own kind", () => {
  const text = `${place("rule-1")}${marked("s1", "See [Rule 1](rulebook.md#rule-1).")}\n`;
  assert.is(toMarkdown(text), `<a id="rule-1"></a><a id="s1"></a>See [Rule 1](rulebook.md#rule-1).\n`);
  assert.is(
    toHtmlBody(text, () => ({ clauses: 'A B"', title: "<t>" })),
    `<p><a id="rule-1"></a><span class="term" id="s1" data-clauses="A B&quot;" title="&lt;t&gt;">See <a href="rulebook.html#rule-1">Rule 1</a>.</span></p>\n`,
  );
});

test("a citation of a source becomes its number, other brackets stay", () => {
  const numbers = new Map([
    ["H100-METHOD", 1],
    ["MY_SOURCE", 2],
  ]);
  assert.equal(citedIn("a [H100-METHOD] b [X] [MY_SOURCE]", new Set(numbers.keys())), ["H100-METHOD", "MY_SOURCE"]);
  assert.is(
    factProse("a [H100-METHOD] [MY_SOURCE] [X].", numbers, "C").markdown,
    "a [\\[1\\]](exhibits.md#source-1) [\\[2\\]](exhibits.md#source-2) \\[X\\].",
  );
  const { markdown } = narrativeProse(
    { text: "a [MY_SOURCE] [b](https://b.example) [X]", citations: [], clause: "C" },
    numbers,
  );
  assert.is(markdown, "a [\\[2\\]](exhibits.md#source-2) [b](https://b.example) [X]");
});

test.run();
