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
  "waterfall-open-end",
  "calendar-unsound",
]);

/**
 * The findings without those that follow from a text that could not be read: terms missing from a declaration with such a text or from
 * one that takes its terms over, and names nobody declares where a whole declaration could not be read.
 */
export function withoutFollowUps(workspace: Workspace, found: readonly Diagnostic[]): readonly Diagnostic[] {
  const shape = found.filter((one) => one.severity === "error" && Object.hasOwn(grammarEntries, one.code));
  const told = withoutEchoes(workspace, found, shape);
  return shape.length === 0 ? told : withoutAbsent(workspace, told, shape);
}

/** Days that cannot be told because the calendar they are counted on cannot be used, and facts of a filing that are no facts of their kind. */
function withoutEchoes(
  workspace: Workspace,
  found: readonly Diagnostic[],
  shape: readonly Diagnostic[],
): readonly Diagnostic[] {
  const spoilt = [...shape, ...found.filter((one) => one.code === "calendar-unsound")];
  const calendars = [...workspace.modules.values()]
    .flatMap((module) => module.file.declarations)
    .filter(({ keyword, span }) => keyword === "calendar" && spoilt.some((one) => contains(span, one.span)))
    .map(({ name }) => new RegExp(`\\bcalendar ${name.text}\\b`));
  const malformed = found.filter((one) => one.code === "filing-fact-malformed");
  return found.filter((one) => {
    if (one.code === "date-unresolved") return !calendars.some((calendar) => calendar.test(one.message));
    return one.code !== "filing-chapter-agrees" || !malformed.some((other) => contains(other.span, one.span));
  });
}

function withoutAbsent(
  workspace: Workspace,
  found: readonly Diagnostic[],
  shape: readonly Diagnostic[],
): readonly Diagnostic[] {
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
    // A field of which a part could not be read has not the words it should have for that reason.
    if (one.code === "word-unknown" || (one.code === "phrase-unknown" && !unread.has(one.span.source.path)))
      return !shape.some((part) => part !== one && contains(one.span, part.span));
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
