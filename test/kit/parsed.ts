import * as assert from "uvu/assert";
import type { Block, Content, Declaration, Field, File, Section, Value } from "../../src/ast/nodes.ts";
import { parseFile } from "../../src/ast/parse.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { makeSource, type Span } from "../../src/text/source.ts";

/** Short ways for tests to parse a text and to look into what came of it. */

export function parse(text: string): { file: File; diagnostics: readonly Diagnostic[] } {
  return parseFile(makeSource("test.tenor", text));
}

/** The tree of a text that must be without a finding. */
export function clean(text: string): File {
  const { file, diagnostics } = parse(text);
  assert.equal(
    diagnostics.map((one) => `${one.code}: ${one.message}`),
    [],
    text,
  );
  return file;
}

/** The text a node was read from. */
export function written(node: { readonly span: Span }): string {
  return node.span.source.text.slice(node.span.start, node.span.end);
}

export function declared(file: File, name: string): Declaration {
  const found = file.declarations.find((one) => one.name.text === name);
  assert.ok(found, `no declaration ${name}`);
  return found;
}

export function section(block: Block | undefined, keyword: string): Section {
  const found = block?.items.find((one): one is Section => one.kind === "section" && one.keyword.text === keyword);
  assert.ok(found, `no block ${keyword}`);
  return found;
}

export function field(block: Block | undefined, key: string): Field {
  const found = block?.items.find((one): one is Field => one.kind === "field" && one.key.text === key);
  assert.ok(found, `no field ${key}`);
  return found;
}

export function value(block: Block | undefined, key: string): Value {
  const found = field(block, key).value;
  assert.ok(found, `${key} has no value`);
  return found;
}

/** The content of `key`, which must be of `kind`. */
export function content<K extends Content["kind"]>(
  block: Block | undefined,
  key: string,
  kind: K,
): Extract<Content, { kind: K }> {
  const found = value(block, key).content;
  assert.is(found.kind, kind, `${key} is ${found.kind}`);
  return found as Extract<Content, { kind: K }>;
}

/** The content of `key: text` in a block whose head and type are given by `around`, such as `future G { … }`. */
export function contentIn(around: string, key: string, text: string): Content {
  const file = clean(around.replace("…", `${key}: ${text}`));
  let found: Content | undefined;
  const look = (block: Block | undefined): void => {
    for (const item of block?.items ?? []) {
      if (item.kind === "section") look(item.block);
      if (item.kind === "field" && item.key.text === key) found = item.value?.content;
    }
  };
  look(file.declarations[0]?.block);
  assert.ok(found, `${key} has no content`);
  return found;
}

/** A tree without spans, for comparing. */
export function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !PLACES.has(key))
      .map(([key, one]) => [key, bare(one)]),
  );
}

/** True when two trees differ in their places only, as `bare` has it, without making what it would make. */
export function alike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  let left = 0;
  for (const key in one) {
    if (PLACES.has(key)) continue;
    const here = (one as Record<string, unknown>)[key];
    if (!alike(here, (other as Record<string, unknown>)[key])) return false;
    if (here !== undefined) left++;
  }
  for (const key in other) if (!PLACES.has(key) && (other as Record<string, unknown>)[key] !== undefined) left--;
  return left === 0;
}

const PLACES: ReadonlySet<string> = new Set(["span", "keywordSpan"]);
