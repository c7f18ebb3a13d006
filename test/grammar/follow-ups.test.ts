import { test } from "uvu";
import * as assert from "uvu/assert";
import { parse, written } from "../kit/parsed.ts";

/** Mistakes that once drew a second finding or pointed beside themselves: code, the text under the carets, words of message or help. */
const cases: readonly (readonly [text: string, code: string, at: string, says: string])[] = [
  // a word that a strange character cut in two is one word still
  ['venue XD\u0415X "Exchange" { country: US }', "letter-not-latin", "\u0415", "no Latin letter"],
  ["venue XDEX { l\u00e4nder: US }", "letter-not-latin", "\u00e4", "no Latin letter"],
  ["venue XDEX { \u0446\u0435\u043d\u0430: US }", "letter-not-latin", "\u0446\u0435\u043d\u0430", "no Latin letter"],
  ['venue XD\u200bEX "Exchange" { country: US }', "invisible-character", "\u200b", "U+200B"],
  ["venue XDEX { coun\u200btry: US }", "invisible-character", "\u200b", "U+200B"],
  ["venue XDEX { contact: desk@xdex.example }", "unknown-character", "@", "in quotes"],
  // keys
  ["calendar A { holidays { 'Good Friday': Easter - 2 days } }", "single-quotes", "'Good Friday'", '"…"'],
  ["calendar A { holidays { \u201cGood Friday\u201d: Easter }  }", "curly-quotes", "\u201cGood Friday\u201d", '"'],
  ["calendar A { holidays { New Year's Day: Jan 1 } }", "single-quotes", "Year's", "the whole text"],
  ["calendar A { holidays { 4th of July: Jul 4 } }", "key-of-several-words", "4th of July:", '`"4th of July":`'],
  ["calendar A { holidays { Juneteenth: Jun 19 } }", "field-unknown", "Juneteenth", '`"Juneteenth":`'],
  ['calendar A { holidays { "Good Friday" Easter } }', "colon-missing", '"Good Friday"', '"Good Friday": …'],
  ["profile P { dates on C { 2nd-day: 2027-01-11 } }", "colon-alone", ":", "begins with a letter"],
  ["profile P { tick { outright = 0.001 } }", "colon-missing", "outright", "outright: …"],
  ["profile P { final-settlement { let x: 5 } }", "sign-misspelt", ":", "`let x = …`"],
  ["profile P { final-settlement { let x := 5 } }", "sign-misspelt", " :=", "`let x = …`"],
  ['import: "a.tenor"', "declaration-unknown", "import:", "without the colon"],
  ["import std/calendars/us.tenor", "value-unreadable", "std", "a path in quotes"],
  // values
  ["profile P { tick { outright: 1e-3 } }", "number-with-exponent", "1e-3", "`0.001`"],
  ["profile P { tick { outright: 2.5e6 } }", "number-with-exponent", "2.5e6", "`2_500_000`"],
  ["profile P { tick { outright: 2.5min } }", "number-glued", "2.5min", "`2.5 min`"],
  ["profile P { tick { outright: 0,001 } }", "thousands-comma", "0,001", "`0.001`"],
  ["profile P { tick { outright: 1, settlement: 2 } }", "value-unfinished", ",", "separated by `;`"],
  [
    'calendar A {\n  weekend: Sat, Sun,\n  closed "x" { date: 2027-01-11 }\n}',
    "value-unfinished",
    ",",
    "remove the comma",
  ],
  ["profile P { listing { months: 4 of [Mar, Jun) } }", "bracket-not-closed", "[", "`]`"],
  ["profile P { price-limits { band: 7%, 13%] of previous settlement } }", "bracket-extra", "]", "remove it"],
  ["profile P { tick { outright: case 1 when a > 2 } }", "block-missing", "case", "`case { … }`"],
  ["profile P { sessions in Chicago { trade: Mon 10:00 until 11:00 } }", "value-unreadable", "Chicago", "time zone"],
  ["profile P { sessions { trade: Sun-Thu 10:00 until 11:00 } }", "word-not-here", "Sun-Thu", "`Sun..Thu`"],
  ["profile P { dates { a: last business day contract month } }", "value-unreadable", "contract", "a rule for a day"],
  ["profile P { dates { a: 3rd Friday contract month } }", "value-unreadable", "contract", "a rule for a day"],
  ["profile P { dates { a: end of month on or before 2027-01-11 } }", "word-not-here", "on or before", "`before`"],
];

for (const [text, code, at, says] of cases) {
  test(`${code}: ${text}`, () => {
    const { diagnostics } = parse(text);
    const messages = diagnostics.map((one) => one.message).join("\n");
    assert.equal(
      diagnostics.map((one) => one.code),
      [code],
      messages,
    );
    const [one] = diagnostics;
    assert.ok(one);
    assert.is(written(one), at);
    assert.ok(`${one.message}\n${one.help}`.includes(says), `${one.message}\n${one.help}`);
    for (const fix of one.fixes) {
      let mended = text;
      for (const edit of [...fix.edits].sort((a, b) => b.span.start - a.span.start))
        mended = mended.slice(0, edit.span.start) + edit.text + mended.slice(edit.span.end);
      const again = parse(mended).diagnostics.map((other) => other.code);
      assert.equal(again, [], `${fix.title}: ${mended}`);
    }
  });
}

test("what was meant is read: `1e6` as a million, `0,05` as five hundredths, a Cyrillic letter as the Latin one it looks like", () => {
  const { file } = parse('unit \u0425Q "x" = 1e6 token\nunit Y = 0,05 token');
  assert.equal(
    file.declarations.map((one) => one.name.text),
    ["XQ", "Y"],
  );
  const numbers = JSON.stringify(
    file.declarations.map((one) => one.equals),
    (key, one) => (key === "span" ? undefined : one),
  );
  assert.match(numbers, /"text":"1000000"/);
  assert.match(numbers, /"text":"0\.05"/);
});

test("a megabyte of unclosed comments is read to its end", () => {
  // Reading each of them to the end of the file would take hours.
  assert.ok(parse("/* x\n".repeat(200_000)).diagnostics.length > 0);
});

test.run();
