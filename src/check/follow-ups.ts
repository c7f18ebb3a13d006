import type { Declaration } from "../ast/nodes.ts";
import type { Code } from "../diagnostic/catalogue.ts";
import { grammarEntries } from "../diagnostic/catalogue/grammar.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Workspace } from "../resolve/workspace.ts";
import type { Span } from "../text/source.ts";
import { headOf } from "./block.ts";

/** What is said to be absent where a text could not be read is absent for that reason: saying so twice helps nobody. */
const ABSENT: ReadonlySet<Code> = new Set([
  "field-missing",
  "calendar-missing",
  "zone-missing",
  "date-name-unknown",
  "unit-expected",
]);

/**
 * The findings without those that follow from a text that could not be read: terms missing from a declaration with such a text or from
 * one that takes its terms over, and names nobody declares where a whole declaration could not be read.
 */
export function withoutFollowUps(workspace: Workspace, found: readonly Diagnostic[]): readonly Diagnostic[] {
  const shape = found.filter((one) => one.severity === "error" && Object.hasOwn(grammarEntries, one.code));
  if (shape.length === 0) return found;
  const declarations = [...workspace.modules.values()].flatMap((module) => module.file.declarations);
  const broken = new Set<Declaration>();
  let lost = false;
  const unread = new Set<string>();
  for (const one of shape) {
    const home = declarations.find((declaration) => contains(declaration.span, one.span));
    if (home === undefined) {
      lost = true;
      unread.add(one.span.source.path);
    }
    if (home !== undefined) broken.add(home);
  }
  for (let before = -1; before !== broken.size;) {
    before = broken.size;
    const names = new Set([...broken].map((one) => one.name.text));
    for (const one of declarations) if (parents(one).some((name) => lost || names.has(name))) broken.add(one);
  }
  return found.filter((one) => {
    if (one.code === "name-unknown") return !lost;
    // What could not be read there may have been the import.
    if (one.code === "name-not-imported" || one.code === "phrase-unknown") return !unread.has(one.span.source.path);
    return !ABSENT.has(one.code) || ![...broken].some((declaration) => contains(declaration.span, one.span));
  });
}

function parents(declaration: Declaration): string[] {
  const from = headOf(declaration, "head-from")?.name;
  return [...(headOf(declaration, "head-uses")?.names ?? []), ...(from === undefined ? [] : [from])].map(
    (one) => one.text,
  );
}

function contains(outer: Span, inner: Span): boolean {
  return outer.source.path === inner.source.path && outer.start <= inner.start && inner.end <= outer.end;
}
