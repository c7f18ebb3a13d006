import type { Declaration } from "../../src/ast/nodes.ts";
import { calendarsOf } from "../../src/model/from-ast/calendars.ts";
import { filedChangesOf } from "../../src/model/filed-changes.ts";
import { contextsOf } from "../../src/model/from-ast.ts";
import type { Analysis } from "../../src/pipeline.ts";
import { alike, bare } from "../kit/parsed.ts";

/** What a compile understood, for comparing: the trees of one file's declarations by name, and all that was made of the whole. */
export type Meaning = {
  readonly trees: ReadonlyMap<string, Declaration>;
  /** As JSON without the prose of calendars and units, their titles and what a unit measures, which are for readers of the spec alone. */
  readonly stripped: ReadonlyMap<string, string>;
  /** The stripped ones with the items of every block in one order, `1 token` as `token`, `0.50` as `0.5` and `2 source` as `2 sources`. */
  readonly sorted: ReadonlyMap<string, string>;
  /** The declarations that a model, the calendars or the units hold. */
  readonly held: ReadonlySet<string>;
  /** Models without the texts of their clauses, calendars and units. */
  readonly made: string;
};

/** Each part is worked out when it is asked for: most accepted mutants differ, or not, in the first. */
export function meaningOf(analysis: Analysis, path: string): Meaning {
  const declarations = analysis.workspace.modules.get(path)?.file.declarations ?? [];
  return lazily({
    trees: () => new Map(declarations.map((one) => [one.name.text, one])),
    stripped: () => treesOf(declarations, (one) => one, withoutProse),
    sorted: () => treesOf(declarations, inOrder, withoutProse),
    held: () => {
      const held = new Set<string>();
      for (const model of analysis.models)
        for (const clause of model.clauses) held.add(clause.id.split("/")[0] as string);
      for (const one of declarations) if (one.keyword === "calendar" || one.keyword === "unit") held.add(one.name.text);
      return held;
    },
    made: () => {
      const contexts = contextsOf(analysis.workspace, []);
      const units = contexts.find((one) => one.module.path === path)?.units ?? new Map<string, unknown>();
      return JSON.stringify(
        [
          analysis.models.map((model) => ({ ...model, clauses: [] })),
          // What an amendment makes of a contract stands beside its model.
          analysis.models.map((model) =>
            filedChangesOf(model).map(({ contracts }) => contracts.map(({ after }) => ({ ...after, clauses: [] }))),
          ),
          calendarsOf(contexts).data,
          [...units],
        ],
        (_, value: unknown) => (typeof value === "bigint" ? String(value) : value),
      );
    },
  });
}

function lazily<T extends object>(make: { readonly [K in keyof T]: () => T[K] }): T {
  const result = {} as T;
  for (const key of Object.keys(make) as (keyof T)[]) {
    let known: { readonly value: T[keyof T] } | undefined;
    Object.defineProperty(result, key, { get: () => (known ??= { value: make[key]() }).value });
  }
  return result;
}

/** What the accepted text `after` says other than `before`. */
export function whatChanged(
  before: Meaning,
  after: Meaning,
): "only the layout" | "only the order" | "what no model holds" | "the model" | "nothing of the model" {
  if (differing(before.trees, after.trees, alike).length === 0) return "only the layout";
  if (before.made !== after.made) return "the model";
  if (differing(before.stripped, after.stripped).length === 0) return "what no model holds";
  const changedTerms = differing(before.sorted, after.sorted);
  if (changedTerms.length === 0) return "only the order";
  return changedTerms.some((name) => before.held.has(name) || after.held.has(name))
    ? "nothing of the model"
    : "what no model holds";
}

function differing<T>(
  one: ReadonlyMap<string, T>,
  other: ReadonlyMap<string, T>,
  same: (one: T | undefined, other: T | undefined) => boolean = Object.is,
): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => !same(one.get(name), other.get(name)));
}

function treesOf(
  declarations: readonly Declaration[],
  order: (tree: unknown) => unknown,
  part: (one: Declaration) => unknown,
): Map<string, string> {
  return new Map(declarations.map((one) => [one.name.text, JSON.stringify(order(bare(part(one))))]));
}

function withoutProse(one: Declaration): unknown {
  // What stands above a profile is about the profile; the products that use it have their own words.
  if (one.keyword === "profile") return { ...one, docs: [] };
  if (one.keyword !== "calendar" && one.keyword !== "unit") return one;
  const { title: _, ...rest } = { ...one, head: one.head.filter((clause) => clause.kind !== "head-measures") };
  return JSON.parse(JSON.stringify(bare(rest), (key, value: unknown) => (key === "docs" ? [] : value)));
}

type Clauses = {
  readonly content: { readonly clauses: readonly { readonly parts: readonly unknown[] }[] };
  readonly modifiers: readonly { readonly kind: string; readonly rule?: unknown }[];
};

const UNDER = { kind: "reference", path: [{ kind: "name", text: "under" }] };

function isClauses(tree: object): tree is Clauses {
  return (tree as { content?: { kind?: unknown } }).content?.kind === "clauses-value";
}

function inOrder(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(inOrder);
  if (typeof tree !== "object" || tree === null) return tree;
  // `1 token` and `token` are one quantity, spelt in two ways.
  const quantity = tree as { kind?: unknown; number?: { text?: unknown }; unit?: unknown };
  if (quantity.kind === "quantity" && quantity.number?.text === "1") return inOrder(quantity.unit);
  // `-0`, `0%` and `-0%` are `0`.
  const nought = tree as { kind?: unknown; value?: unknown };
  if (nought.kind === "negation" && isNought(inOrder(nought.value))) return inOrder(nought.value);
  if (quantity.kind === "quantity" && isNought(quantity.number) && isShare(quantity.unit))
    return inOrder(quantity.number);
  // `1/1` is `1`.
  const share = tree as { kind?: unknown; operator?: unknown; left?: unknown; right?: { text?: unknown } };
  if (share.kind === "binary" && share.operator === "/" && share.right?.text === "1") return inOrder(share.left);
  const spelt = tree as { kind?: unknown; text?: unknown };
  if (spelt.kind === "number" && typeof spelt.text === "string") return { ...tree, text: plainNumber(spelt.text) };
  // A word may stand in the plural or not: `2 source` is `2 sources`.
  if (spelt.kind === "name" && typeof spelt.text === "string")
    return { ...tree, text: spelt.text.replace(/^([a-z]{3,})s$/, "$1") };
  // `by clearing-house, under "Rule 814"` is said without the comma as well.
  if (isClauses(tree)) {
    const parts = tree.content.clauses.flatMap((one) => one.parts);
    const under = tree.modifiers.flatMap((one) => (one.kind === "under" ? [UNDER, one.rule] : []));
    return {
      parts: inOrder([...parts, ...under]),
      rest: inOrder(tree.modifiers.filter((one) => one.kind !== "under")),
    };
  }
  // What has no title has its name for one.
  const titled = tree as { keyword?: unknown; name?: { text?: unknown }; title?: { value?: unknown } };
  const repeated = titled.keyword !== undefined && titled.title?.value === titled.name?.text;
  const entries = Object.entries(tree)
    .filter(([key]) => !(repeated && key === "title"))
    .map(([key, value]) => [key, inOrder(value)] as const);
  return Object.fromEntries(
    entries.map(([key, value]) =>
      key === "items" && Array.isArray(value) ? [key, value.map((one) => JSON.stringify(one)).sort()] : [key, value],
    ),
  );
}

function isNought(tree: unknown): boolean {
  const { kind, text } = (tree ?? {}) as { kind?: unknown; text?: unknown };
  return kind === "number" && /^[0_.]+$/.test(String(text));
}

function isShare(unit: unknown): boolean {
  const { kind, path } = (unit ?? {}) as { kind?: unknown; path?: readonly { text?: unknown }[] };
  return kind === "reference" && path?.length === 1 && ["%", "bp"].includes(String(path[0]?.text));
}

/** `0.50`, `1_000` and `07` are spelt `0.5`, `1000` and `7`. */
function plainNumber(text: string): string {
  const digits = text.replaceAll("_", "").replace(/^0+(?=\d)/, "");
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}
