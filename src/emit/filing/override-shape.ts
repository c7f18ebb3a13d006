import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { type Override, nodeSpan, TEMPLATES } from "./override.ts";
import { HELPERS } from "./render.ts";
import { CHANGE_EXHIBITS } from "./change/documents.ts";
import { DOCUMENT_NAMES } from "./documents.ts";
import { RULES } from "./chapter-rules.ts";

/** Helpers that have a block. */
const BLOCKS: readonly string[] = ["s", "when", "many", "using"];
/** Helpers that take the name of a rule of the chapter. */
const OF_A_RULE: readonly string[] = ["rule", "number", "anchor"];

/** The rules that the chapter of some contract has. */
const RULE_NAMES: readonly string[] = [...new Set(Object.values(RULES).flat())];

type Call = Pick<hbs.AST.MustacheStatement, "path" | "params" | "hash" | "loc">;

/** What the text of an override alone tells: helpers, partials and rules that there are, and no value that no helper escapes. */
export function shapeFindings(override: Override): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { source } = override;
  const refuse = (node: hbs.AST.Node, what: string, help: string) =>
    void found.push(diagnostic("template-not-here", nodeSpan(source, node), { what }, { help }));
  const call = (node: Call & hbs.AST.Node, block: boolean): void => {
    const name = (node.path as hbs.AST.PathExpression).original;
    const helpers = HELPERS.filter((one) => BLOCKS.includes(one) === block);
    if (name === "@position" && !block && node.params.length === 0) return;
    if (!(HELPERS as readonly string[]).includes(name)) {
      const bare = !block && node.params.length === 0;
      const near = suggest(name, helpers);
      if (bare && near.length === 0)
        refuse(
          node,
          "a value without a helper",
          `write \`{{v ${name.replace(/^@root\./, "")}}}\` in a \`{{#s}}\`, or \`{{bare …}}\` for plain text: helpers escape what they print`,
        );
      else
        found.push(
          diagnostic(
            "template-helper-unknown",
            nodeSpan(source, node),
            { name, known: helpers.join(", ") },
            helpOf(near),
          ),
        );
      return;
    }
    if (BLOCKS.includes(name) !== block)
      refuse(
        node,
        `\`${name}\` ${block ? "with" : "without"} a block`,
        block ? `write \`{{${name} …}}\`` : `write \`{{#${name} …}} … {{/${name}}}\``,
      );
    if ((node.hash?.pairs.length ?? 0) > 0) refuse(node, "a named value", "helpers take values one after another");
    for (const param of node.params)
      if (param.type !== "PathExpression" && param.type !== "StringLiteral")
        refuse(param, "such a value", "helpers take fields of the documents and texts in quotes");
    const [first] = node.params;
    const keys: readonly string[] = OF_A_RULE.includes(name)
      ? RULE_NAMES
      : name === "exhibit"
        ? [...DOCUMENT_NAMES, ...CHANGE_EXHIBITS]
        : [];
    if (keys.length > 0 && first?.type === "StringLiteral") {
      const key = (first as hbs.AST.StringLiteral).value;
      if (!keys.includes(key))
        found.push(
          diagnostic("template-field-unknown", nodeSpan(source, first), { field: key }, helpOf(suggest(key, keys))),
        );
    }
  };
  const walk = (program: hbs.AST.Program | undefined): void => {
    for (const node of program?.body ?? []) {
      if (node.type === "MustacheStatement") {
        const mustache = node as hbs.AST.MustacheStatement;
        if (!mustache.escaped || source.text[nodeSpan(source, node).start + 2] === "&")
          refuse(node, "a value with three braces", "write two braces and a helper");
        else call(mustache, false);
      } else if (node.type === "BlockStatement") {
        const block = node as hbs.AST.BlockStatement;
        call(block, true);
        walk(block.program);
        walk(block.inverse);
      } else if (node.type === "PartialStatement") partial(node as hbs.AST.PartialStatement);
      else if (node.type === "ContentStatement") {
        if (/!\[[^\]\n]*\]/.test((node as hbs.AST.ContentStatement).value))
          refuse(
            node,
            "a picture",
            "write the name in its place: each document is one file that stands alone, and brings no logo with it",
          );
      } else if (node.type !== "CommentStatement")
        refuse(
          node,
          "an inline partial or a decorator",
          "a template of a package has text, helpers and `{{> partial}}`",
        );
    }
  };
  const partial = (node: hbs.AST.PartialStatement): void => {
    const name = (node.name as hbs.AST.PathExpression).original;
    const known = TEMPLATES.flatMap((one) => (one.startsWith("partials/") ? [one.slice("partials/".length)] : []));
    if (!known.includes(name))
      found.push(
        diagnostic(
          "template-partial-unknown",
          nodeSpan(source, node),
          { name, known: known.join(", ") },
          helpOf(suggest(name, known)),
        ),
      );
    if (node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0)
      refuse(
        node,
        "a value of a partial",
        "a partial sees what stands around it; use `{{#using field}}` to change that",
      );
  };
  walk(override.program as hbs.AST.Program);
  return found;
}

function helpOf(near: readonly string[]): { readonly help?: string } {
  const help = didYouMean(near);
  return help === undefined ? {} : { help };
}
