import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { counted } from "../../src/diagnostic/counted.ts";
import { analyse } from "../../src/analysis.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../kit/files.ts";

const specs = Object.fromEntries(
  filesBelow("specs", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
    file.slice("specs/".length),
    fs.readFileSync(inProject(file), "utf8"),
  ]),
);

test("a filing that is asked for alone is built with its product", () => {
  const { models, diagnostics } = analyse(["filings/gph-40-2.tenor"], memoryReader(specs));
  assert.equal(diagnostics, []);
  assert.equal(
    models.map((one) => [one.root, one.filings.length]),
    [["GPH", 1]],
  );
});

test("a calendar of the library that is checked itself is worked out, and one that is only imported when it is asked for", () => {
  const never = `calendar NEVER "Never open" 2026..2027 {
  weekend: Mon, Tue, Wed, Thu, Fri, Sat, Sun
}
`;
  const files = { "std/never.tenor": never, "a.tenor": `import "std/never.tenor"\n` };
  const found = (root: string) => analyse([root], memoryReader(files)).diagnostics.map((one) => one.code);
  assert.equal(found("std/never.tenor"), ["calendar-unsound"]);
  assert.not.ok(found("a.tenor").includes("calendar-unsound"));
});

test("one is singular", () => {
  assert.equal(
    [0, 1, "1", 2n].map((count) => counted(count, "contract")),
    ["0 contracts", "1 contract", "1 contract", "2 contracts"],
  );
});

test.run();
