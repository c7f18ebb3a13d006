import { test } from "uvu";
import * as assert from "uvu/assert";
import { indicesOf } from "../../src/model/formulas.ts";
import type { Condition, Formula } from "../../src/model/model.ts";

const clause = "T";
const unit = "1";
const index = (id: string): Formula => ({ op: "index", index: id, unit, clause });

test("the indices of a formula are found wherever they stand, in lines that are tried in order too", () => {
  const sum: Formula = { op: "add", left: index("B"), right: index("A"), unit, clause };
  const lines: Formula = { op: "first", options: [index("A"), sum], unit, clause };
  assert.equal(indicesOf(lines), ["A", "B", "A"]);
  const above: Condition = { op: "compare", comparison: ">", left: lines, right: index("C"), clause };
  assert.equal(indicesOf({ op: "and", operands: [above, { op: "not", operand: above, clause }], clause }), [
    ...["A", "B", "A", "C"],
    ...["A", "B", "A", "C"],
  ]);
});

test.run();
