import * as fs from "node:fs";
import * as assert from "uvu/assert";
import type { ContractModel } from "../../src/model/model.ts";
import { analyse } from "../../src/pipeline.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import { inProject } from "./files.ts";

const read = (file: string): string => fs.readFileSync(inProject(file), "utf8");

/** The model of `root` in a sound program that imports what the bad specs are made of; `change` may change its text first. */
export function modelIn(
  program: string,
  root: string,
  change: (text: string) => string = (text) => text,
): ContractModel {
  const { models, diagnostics } = analyse(
    ["program.tenor"],
    memoryReader({
      "program.tenor": change(read(program)),
      "with/product.tenor": read("test/bad/with/product.tenor"),
      "with/parts.tenor": read("test/bad/with/parts.tenor"),
    }),
  );
  if (diagnostics.length > 0) throw new Error(diagnostics.map((one) => one.message).join("; "));
  const found = models.find((one) => one.root === root);
  assert.ok(found, `${program} has no ${root}`);
  return found;
}
