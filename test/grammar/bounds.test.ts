import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { renderText } from "../../src/diagnostic/render-text.ts";
import { check } from "../../src/index.ts";
import { inProject } from "../kit/files.ts";

/** What a bad spec in `test/bad` would be too large to show. `UPDATE_GOLDEN=1` writes the report. */
test("a file beyond the bound is refused unread, in these words", () => {
  const row = "    2027-02: 12_500 GPU_hour\n";
  const text = `source SUPPLY "Deliverable supply, hour by hour" {\n  figures {\n${row.repeat(80_000)}  }\n}\n`;
  assert.ok(text.length > 2 * 1024 * 1024);
  const rendered = renderText(check({ "text-too-long.tenor": text }).diagnostics);
  const golden = inProject("test/golden/grammar/bounds.txt");
  if (process.env["UPDATE_GOLDEN"] === "1") fs.writeFileSync(golden, rendered);
  assert.fixture(rendered, fs.existsSync(golden) ? fs.readFileSync(golden, "utf8") : "");
});

test.run();
