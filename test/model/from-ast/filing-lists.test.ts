import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../../src/index.ts";
import { filesBelow, inProject } from "../../kit/files.ts";

const shared = Object.fromEntries(
  filesBelow("test/bad/with", (file) => /(?:parts|product|schedule|inputs|supply).*\.(?:tenor|csv)$/.test(file)).map(
    (file) => [file.slice("test/bad/".length), fs.readFileSync(inProject(file), "utf8")],
  ),
);
const text = fs.readFileSync(inProject("test/conformance/fields/filing.tenor"), "utf8");

/** What is found where the exhibits are said so. */
function found(exhibits: string): string[] {
  const said = text.replace(/^( {2}exhibits: +).*$/m, `$1${exhibits}`);
  assert.is.not(said, text);
  return check({ ...shared, "filing.tenor": said }).diagnostics.map((one) => one.code);
}

test("nothing stands beside a list of facts: it was passed over in silence", () => {
  for (const said of [
    '["STUDY"]a',
    '["STUDY", "METHOD"] May',
    '["STUDY"] of May',
    '["STUDY"] + 3',
    '["STUDY"], "METHOD"',
  ])
    assert.equal(found(said), ["value-of-another-kind"], said);
  assert.equal(found('["the study", "the method"]'), []);
  assert.equal(found('"the study", "the method"'), []);
});

test.run();
