import type { Content, Field, Name } from "../../ast/nodes.ts";
import { fieldOf } from "../../check/block.ts";
import { type Context, find, report } from "../../check/context.ts";
import { effectiveBlock } from "../../check/effective.ts";
import { constantOf } from "../../check/expression.ts";
import type { Symbol } from "../../resolve/workspace.ts";
import { divide, equal, parse, type Rational, show } from "../../runtime/exact.ts";
import { convert, type Unit } from "../../value/unit.ts";
import type { Limits } from "../model.ts";
import { clauseOf, type Lowering, plainWords } from "./builder.ts";
import { exprOf, type ProductTerms } from "./terms.ts";

/** `MGPH at 1/10, TGPH at 1/100`: how many of this product one of each other counts for, which is the proportion of their sizes. */
export function aggregates(
  at: Lowering,
  field: Field | undefined,
  into: boolean,
  size: ProductTerms["size"],
): Limits["aggregate"] {
  const content = field?.value?.content;
  if (field === undefined || content === undefined) return [];
  const items = content.kind === "list-value" ? content.items : [content];
  const all = items.flatMap((item) => {
    const one = aggregate(at, field, item, { into, size });
    return one === undefined ? [] : [one];
  });
  notTwice(at, field, all);
  return all;
}

/** Two ratios for one product would count it twice. */
function notTwice(at: Lowering, field: Field, all: Limits["aggregate"]): void {
  const twice = all.find((one, place) => all.findIndex(({ product }) => product === one.product) < place);
  if (twice !== undefined)
    report(at.context, "field-twice", field.value?.span ?? field.span, {
      field: `${field.key.text}: ${twice.product}`,
    });
}

function aggregate(
  at: Lowering,
  field: Field,
  item: { readonly span: Field["span"] },
  { into, size }: Pick<Asked, "into"> & { readonly size: ProductTerms["size"] },
): Limits["aggregate"][number] | undefined {
  const match =
    /^([A-Za-z_][\w-]*) at ((?:0|[1-9][0-9_]*)(?:\.[0-9]+)?)(?:\s*\/\s*((?:0|[1-9][0-9_]*)(?:\.[0-9]+)?))?$/.exec(
      plainWords(item),
    );
  if (match === null) {
    const wanted = "a product and a ratio, such as `MGPH at 1/10`";
    return report(at.context, "value-of-another-kind", field.span, { field: field.key.text, wanted });
  }
  const [, product = "", above = "1", below = "1"] = match;
  const parts = [above, below].map((one) => parse(one.replaceAll("_", "")));
  const [n, d] = parts;
  if (n === undefined || d === undefined || n.n === 0n || d.n === 0n) {
    const params = { what: "the ratio of two products", value: `${above}/${below}` };
    return report(at.context, "not-above-zero", field.span, params);
  }
  const named = firstName(item);
  const found = named && find(at.context, named, "future", "perpetual");
  if (named !== undefined && found === undefined) return undefined;
  const ratio = divide(n, d);
  if (found !== undefined && size !== undefined) inProportion(at, item.span, { found, ratio, into, size });
  return { product, ratio: show(ratio), into, clause: clauseOf(at.context, field) };
}

type Asked = {
  readonly found: Symbol;
  readonly ratio: Rational;
  readonly into: boolean;
  readonly size: NonNullable<ProductTerms["size"]>;
};

/** Reports a ratio that is not the one of the two sizes; products on different things have no proportion the text could tell. */
function inProportion(at: Lowering, ratioSpan: Field["span"], { found, ratio, into, size }: Asked): void {
  const other = sizeOf(at.context, found);
  if (other === undefined) return;
  const there = convert(other.value, other.unit, size.unit);
  if ("kind" in there || there.n <= 0n) return;
  const sizes = into ? divide(size.value, there) : divide(there, size.value);
  if (equal(sizes, ratio)) return;
  const own = at.context.declaration.name.text;
  const [one, whole] = into ? [own, found.name] : [found.name, own];
  report(
    at.context,
    "aggregate-in-proportion",
    ratioSpan,
    { of: one, into: whole, stated: show(ratio), sizes: show(sizes) },
    {
      related: [
        { span: size.node.span, label: `the size of ${own}` },
        { span: other.span, label: `the size of ${found.name}` },
      ],
      fixes: [
        { title: `write \`at ${show(sizes)}\``, edits: [{ span: ratioSpan, text: `${found.name} at ${show(sizes)}` }] },
      ],
    },
  );
}

/** The size of another product, as its own file reads it; undefined where it has findings of its own. */
function sizeOf(
  context: Context,
  symbol: Symbol,
): { readonly value: Rational; readonly unit: Unit; readonly span: Field["span"] } | undefined {
  const module = context.workspace.modules.get(symbol.path);
  const node = exprOf(fieldOf(effectiveBlock(context.workspace, symbol.path, symbol.declaration, []), "size"));
  if (module === undefined || node === undefined) return undefined;
  const units = context.unitsOf(symbol.path);
  const silent = { ...context, module, declaration: symbol.declaration, units, diagnostics: [] };
  const size = constantOf(node, { context: silent, known: [] });
  return size && { ...size, span: node.span };
}

/** The products that a list of ratios is about. */
export function firstNames(content: Content): Name[] {
  const items: readonly object[] = content.kind === "list-value" ? content.items : [content];
  return items.flatMap((one) => firstName(one) ?? []);
}

/** The product a ratio is about: the first name of `MGPH at 1/10`. */
function firstName(node: unknown): Name | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if ((node as { kind?: unknown }).kind === "name") return node as Name;
  for (const [key, one] of Object.entries(node)) {
    const name = key === "span" ? undefined : firstName(one);
    if (name !== undefined) return name;
  }
  return undefined;
}
