import { test } from "uvu";
import * as assert from "uvu/assert";
import { codes } from "../../src/diagnostic/catalogue.ts";
import { explain } from "../../src/diagnostic/explain.ts";

test("every code has its page, headed by the code", () => {
  for (const code of codes) {
    const found = explain(code);
    assert.is(found.kind, "page");
    assert.match(found.text, new RegExp(`^# ${code} \\((error|warning)\\)\\n\\n\\S`));
    assert.ok(found.text.endsWith("\n") && !found.text.endsWith("\n\n"));
  }
});

test("a code may be copied from a report as it stands there", () => {
  for (const word of ["error[file-missing]", "error[file-missing]:", " File-Missing "]) {
    assert.is(explain(word).text, explain("file-missing").text, word);
  }
});

test("an unknown code is answered with the likeliest ones", () => {
  const found = explain("file-mising");
  assert.is(found.kind, "unknown");
  assert.match(found.text, "there is no diagnostic `file-mising`; did you mean `file-missing`");
});

test("names every object has are not codes, and nothing unseen is echoed", () => {
  for (const word of ["__proto__", "constructor", "toString", ""]) assert.is(explain(word).kind, "unknown", word);
  assert.match(explain("a\u001B[31m").text, "`a\\u{1B}[31m`");
});

test.run();
