import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { counted } from "../../src/diagnostic/counted.ts";
import { analyse } from "../../src/analysis.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../kit/files.ts";

const specs = Object.fromEntries(
  filesBelow("specs", (file) => file.endsWith(".tenor")).map((file) => [
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

test("one is singular", () => {
  assert.equal(
    [0, 1, "1", 2n].map((count) => counted(count, "contract")),
    ["0 contracts", "1 contract", "1 contract", "2 contracts"],
  );
});

test.run();
