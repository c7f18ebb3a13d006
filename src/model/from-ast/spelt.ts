import type { Expr } from "../../ast/nodes.ts";
import { text } from "../../check/expression.ts";

/** An expression's words in one spelling, whatever blanks and comments stand between them; arithmetic has none. */
export function spelt(node: Expr): string {
  if (node.kind === "reference") return node.path.map((one) => one.text).join(".");
  if (node.kind === "words") return node.words.map((one) => one.text).join(" ");
  if (node.kind === "of") return `${spelt(node.left)} of ${spelt(node.right)}`;
  if (node.kind === "list") return `[${node.items.map(spelt).join(", ")}]`;
  return text(node);
}
