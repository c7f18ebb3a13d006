import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Name } from "../../src/ast/nodes.ts";
import { parseFile } from "../../src/ast/parse.ts";
import { type AnyNode, children, walk } from "../../src/ast/walk.ts";
import { makeSource } from "../../src/text/source.ts";

const text = `future GPH { size: 1_000 GPU_hour of H100_SXM; dates on C { expiry: from S.column } }`;
const { file } = parseFile(makeSource("x.tenor", text));

test("every name is met once, in the order written", () => {
  const names: string[] = [];
  walk(file, (node) => {
    if (node.kind === "name") names.push((node as Name).text);
  });
  assert.equal(names, ["GPH", "size", "GPU_hour", "H100_SXM", "dates", "C", "expiry", "S", "column"]);
});

test("what a visitor declines is not entered, and every node is left after its children", () => {
  const entered: string[] = [];
  const left: string[] = [];
  walk(
    file,
    (node) => {
      entered.push(node.kind);
      return node.kind !== "section";
    },
    (node) => left.push(node.kind),
  );
  assert.is(entered.includes("head-on"), false);
  assert.is(entered.length, left.length);
  assert.is(left[left.length - 1], "file");
});

test("ancestors lead from the root to the parent", () => {
  let path: string[] = [];
  walk(file, (node, ancestors) => {
    if (node.kind === "quantity") path = ancestors.map((one: AnyNode) => one.kind);
  });
  assert.equal(path, ["file", "declaration", "block", "field", "value", "expr-value"]);
});

test("records without a tag are passed through", () => {
  const dated = parseFile(makeSource("y.tenor", "future G { size: 1, 2 from 2027-01-11 }")).file;
  const field = dated.declarations[0]?.block?.items[0];
  assert.ok(field?.kind === "field");
  const content = field.value?.content as object;
  assert.equal(
    children(content).map((one) => one.kind),
    ["number", "number", "moment"],
  );
});

test.run();
