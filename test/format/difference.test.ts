import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { difference } from "../../src/format/difference.ts";

test("texts that are alike have no difference", () => assert.equal(difference("a\nb\n", "a\nb\n", 9), []));

test("lines that changed, came and went, with blanks at their end made visible", () => {
  assert.equal(difference("a\nb  \nc\nd", "a\nb\nc\nd\ne\n", 9), [
    "@@ line 2",
    "-b··",
    "+b",
    "@@ line 4",
    "-d",
    "+d",
    "+e",
  ]);
});

test("a long difference is cut, and says by how much", () => {
  assert.equal(difference("1\n2\n3\n4\n", "", 3), ["@@ line 1", "-1", "-2", "… and 2 lines more"]);
});

test("applied to the one text, it gives the other", () => {
  const lines = fc
    .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 200 })
    .map((all) => all.map((one) => `${one}\n`).join(""));
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const old = before.split("\n").slice(0, -1);
      const made: string[] = [];
      let at = 0;
      for (const line of difference(before, after, Number.POSITIVE_INFINITY)) {
        if (line.startsWith("@@")) {
          const start = Number(line.slice("@@ line ".length)) - 1;
          while (at < start) made.push(old[at++] as string);
        } else if (line.startsWith("-")) assert.is(old[at++], line.slice(1));
        else made.push(line.slice(1));
      }
      assert.is([...made, ...old.slice(at)].map((one) => `${one}\n`).join(""), after);
    }),
  );
});

test.run();
