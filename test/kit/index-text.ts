import * as fs from "node:fs";
import { renderText } from "../../src/diagnostic/render-text.ts";
import { check } from "../../src/index.ts";
import type { ContractModel } from "../../src/model/model.ts";
import { inProject } from "./files.ts";

const PARTS = "with/parts.tenor";

const FALLBACK = /\n {2}fallback \{ (.*) \}$/;

/**
 * The index `NAME` whose other terms are `rest`; administrator, unit, days and a determination at the end are there already, behind the lines of a
 * fallback that `rest` ends with.
 */
export function indexText(name: string, rest: string, more = ""): string {
  const before = FALLBACK.exec(rest)?.[1];
  return `import "std/calendars/common.tenor"
import "${PARTS}"
${more}
index ${name} "An index of a test" in UTC on EVERY_DAY {
  administrator: GPUX
  price:         USD / GPU_hour of H100_SXM
  publish:       daily 16:30
${rest.replace(FALLBACK, "")}
  fallback { ${before === undefined ? "" : `${before}; `}determination by XDEX under "Rule 901" }
}
`;
}

/** The model of the index `name` of a text; a text with a finding is a fault of the test. */
export function indexModel(text: string, name: string): ContractModel {
  const parts = fs.readFileSync(inProject(`test/bad/${PARTS}`), "utf8");
  const { diagnostics, models } = check({ "test.tenor": text, [PARTS]: parts });
  const model = models.find(({ root }) => root === name);
  if (diagnostics.length > 0 || model === undefined)
    throw new Error(renderText(diagnostics) || `no model ${name} among ${models.map(({ root }) => root).join(", ")}`);
  return model;
}
