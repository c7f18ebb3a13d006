import { said, type Terms } from "./terms.ts";

/** A change of one term of a product: another term stands in its place as easily. */
export function amendmentText({ answers }: Terms): string {
  return `// Who asked for it and why: say so here behind three strokes, and the filing of the change prints it.
amendment ${said(answers, "name")} "${said(answers, "title")}" to ${said(answers, "product")} effective ${said(answers, "effective")} {
  tick { outright: ${said(answers, "tick")} }
}
`;
}
