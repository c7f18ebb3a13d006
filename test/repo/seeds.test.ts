import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { filesBelow, inProject } from "../kit/files.ts";

test("properties take the seed of the run: no test brings fast-check of its own", () => {
  const own = filesBelow("test", (file) => file.endsWith(".ts")).filter(
    (file) =>
      file !== "test/kit/property.ts" && /^import .* from "fast-check"/m.test(fs.readFileSync(inProject(file), "utf8")),
  );
  assert.equal(own, []);
});

test.run();
