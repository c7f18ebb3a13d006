import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inProject } from "../kit/files.ts";

/** The table beside this file says which test holds what was published; here each of them is looked up, so that it stays true. */
const rows = fs
  .readFileSync(inProject("test/published/README.md"), "utf8")
  .split("\n")
  .flatMap((line) => {
    const found = /^\| (.+?) \| `([^`]+)` \| (.+) \|$/.exec(line);
    return found === null ? [] : [{ what: found[1] as string, file: found[2] as string, name: found[3] as string }];
  });

test("each published number, error and fault of a feed has the test that the table names", () => {
  assert.ok(rows.length > 80, `${rows.length} rows`);
  const texts = new Map<string, string>();
  for (const { what, file, name } of rows) {
    const text = texts.get(file) ?? fs.readFileSync(inProject(`test/${file}`), "utf8");
    texts.set(file, text);
    assert.ok(text.includes(`"${name}"`), `${what}: ${file} has no test "${name}"`);
  }
});

test.run();
