import type { Source } from "../../text/source.ts";
import type { Override } from "./override.ts";

type Data = Readonly<Record<string, unknown>>;
type Options = { readonly data?: Data };
export type TemplateFunction = (context: unknown, options?: Options) => string;
type Helper = (this: unknown, ...args: never[]) => string;

/** What a template runs with: helpers by name, and partials by name. */
export type House = {
  readonly helpers: Readonly<Record<string, Helper>>;
  readonly partial: (name: string) => TemplateFunction;
};

/** Thrown where a template cannot be carried through; caught where overrides are checked, and turned into a finding. */
export type TemplateProblem = {
  readonly kind: "template-problem";
  readonly source: Source;
  readonly node: hbs.AST.Node;
  readonly why: string;
  /** The path that leads nowhere, where that is what is wrong, and what there is instead. */
  readonly field?: { readonly path: string; readonly wrong: string; readonly known: readonly string[] };
};

export function isTemplateProblem(thrown: unknown): thrown is TemplateProblem {
  return typeof thrown === "object" && thrown !== null && "kind" in thrown && thrown.kind === "template-problem";
}

/** The value of a path from the innermost context outward; undefined where there is no such thing. */
export function valueOf(path: hbs.AST.PathExpression, contexts: readonly unknown[], data: Data): unknown {
  let value = path.data ? data : contexts[contexts.length - 1 - path.depth];
  for (const part of path.parts) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Data)[part];
  }
  return value;
}

/** The part of a path that leads nowhere, and the names that stand there instead. */
export function missingPart(
  path: hbs.AST.PathExpression,
  contexts: readonly unknown[],
): NonNullable<TemplateProblem["field"]> {
  let value = contexts[contexts.length - 1 - path.depth];
  for (const part of path.parts) {
    const known = typeof value === "object" && value !== null ? Object.keys(value) : [];
    if (!known.includes(part)) return { path: path.original, wrong: part, known };
    value = (value as Data)[part];
  }
  return { path: path.original, wrong: path.original, known: [] };
}

/**
 * The override as a function of what it is written from, like a compiled template: it walks the tree, so no code is made from text. Values are
 * printed by helpers alone, which escape them.
 */
export function interpreted({ source, program }: Override, house: House): TemplateFunction {
  const problem = (node: hbs.AST.Node, why: string): TemplateProblem => ({
    kind: "template-problem",
    source,
    node,
    why,
  });
  const run = (part: hbs.AST.Program | undefined, contexts: readonly unknown[], data: Data): string =>
    (part?.body ?? []).map((node) => statement(node, contexts, data)).join("");
  const statement = (node: hbs.AST.Statement, contexts: readonly unknown[], data: Data): string => {
    if (node.type === "ContentStatement") return (node as hbs.AST.ContentStatement).value;
    if (node.type === "PartialStatement") return included(node as hbs.AST.PartialStatement, contexts, data);
    if (node.type === "MustacheStatement" || node.type === "BlockStatement")
      return called(node as hbs.AST.BlockStatement, contexts, data);
    return "";
  };
  const called = (node: hbs.AST.BlockStatement, contexts: readonly unknown[], data: Data): string => {
    const path = node.path;
    // `{{@position}}` alone: the number of an item of `many`.
    if (path.data) return typeof data["position"] === "number" ? String(data["position"]) : "";
    const values = node.params.map((param) => {
      if (param.type !== "PathExpression") return (param as hbs.AST.StringLiteral).value;
      const value = valueOf(param as hbs.AST.PathExpression, contexts, data);
      if (value === undefined) {
        const field = missingPart(param as hbs.AST.PathExpression, contexts);
        throw { ...problem(param, `there is no \`${field.path}\` here`), field };
      }
      return value;
    });
    const context = contexts.at(-1);
    const inside = (part: hbs.AST.Program | undefined) => (inner: unknown, options?: Options) =>
      run(part, inner === context ? contexts : [...contexts, inner], options?.data ?? data);
    const helper = house.helpers[path.original] as ((this: unknown, ...args: unknown[]) => string) | undefined;
    if (helper === undefined) throw problem(node, `there is no helper \`${path.original}\``);
    const options = { name: path.original, hash: {}, data, fn: inside(node.program), inverse: inside(node.inverse) };
    try {
      return helper.call(context, ...values, options);
    } catch (thrown) {
      if (isTemplateProblem(thrown)) throw thrown;
      throw problem(node, (thrown as Error).message.replace(/^filing template: /, ""));
    }
  };
  const included = (node: hbs.AST.PartialStatement, contexts: readonly unknown[], data: Data): string => {
    const text = house.partial((node.name as hbs.AST.PathExpression).original)(contexts.at(-1), { data });
    return node.indent === "" ? text : text.replace(/^(?=.)/gm, node.indent);
  };
  return (context, options) => run(program as hbs.AST.Program, [context], options?.data ?? {});
}
