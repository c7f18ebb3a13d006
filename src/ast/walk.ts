import type { Span } from "../text/source.ts";

/** Any node of the tree: a tagged object with the span it was read from. */
export type AnyNode = { readonly kind: string; readonly span: Span };

/** What to do on entering a node; `false` leaves out everything below it. */
export type Visit = (node: AnyNode, ancestors: readonly AnyNode[]) => boolean | void;

/**
 * Visits `root` and every node below it in the order they were written, parents first. Small records without a tag, such as a
 * dated step or an ordinal, are passed through: what they hold is visited.
 */
export function walk(root: AnyNode, enter: Visit, leave?: (node: AnyNode) => void): void {
  step(root, [], enter, leave);
}

function step(node: AnyNode, ancestors: AnyNode[], enter: Visit, leave: ((node: AnyNode) => void) | undefined): void {
  if (enter(node, ancestors) !== false) {
    ancestors.push(node);
    for (const child of children(node)) step(child, ancestors, enter, leave);
    ancestors.pop();
  }
  leave?.(node);
}

/** The nodes directly below `node`, in the order they were written; equal places keep the order of the tree. */
export function children(node: object): AnyNode[] {
  const found: AnyNode[] = [];
  collect(node, found);
  return found.sort((a, b) => a.span.start - b.span.start);
}

function collect(holder: object, into: AnyNode[]): void {
  for (const [key, value] of Object.entries(holder) as [string, unknown][]) {
    // Spans are no part of the tree, and lead to the whole text.
    if (key === "span" || key === "keywordSpan" || typeof value !== "object" || value === null) continue;
    if (isNode(value)) into.push(value);
    else collect(value, into);
  }
}

function isNode(value: object): value is AnyNode {
  return "kind" in value && typeof value.kind === "string" && "span" in value;
}
