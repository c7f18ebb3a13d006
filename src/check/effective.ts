import type { Block, BlockItem, Declaration, Name, Section } from "../ast/nodes.ts";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { lookup } from "../resolve/lookup.ts";
import type { Workspace } from "../resolve/workspace.ts";
import { headOf, keyOf } from "./block.ts";

/** Blocks with the fields in them that scale with the contract's size: a product of another size says them again. */
const SCALED: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "limits",
    [
      ...["basis", "other-months-basis", "spot-month", "single-month", "all-months", "position", "reportable"],
      "reported-in",
    ],
  ],
  ["orders", ["min", "max", "block"]],
]);
/** In what proportion a product counts towards another is its own. */
const OWN_RATIOS: readonly string[] = ["aggregate", "aggregate-into"];
/** Blocks whose fields stand by themselves: stating one says nothing of the others. In all other blocks the fields make one rule together. */
const FIELD_BY_FIELD: readonly string[] = [
  "tick",
  "classification",
  "limits",
  "orders",
  "margin",
  "participants",
  "compliance",
];
/** Terms that are the parent's alone. */
const NEVER_INHERITED: readonly string[] = ["identifiers", "filing", "code"];

/**
 * The block of `declaration` as it stands in force: profiles it `uses`, then what it is derived `from`, then its own text. A key of its
 * own replaces the inherited one; blocks whose fields stand by themselves are joined field by field. Items keep their nodes, so clauses point at the text that states them.
 */
export function effectiveBlock(
  workspace: Workspace,
  path: string,
  declaration: Declaration,
  diagnostics: Diagnostic[],
): Block {
  return merged(workspace, path, declaration, diagnostics, new Set([declaration]));
}

function merged(
  workspace: Workspace,
  path: string,
  declaration: Declaration,
  diagnostics: Diagnostic[],
  seen: Set<Declaration>,
): Block {
  const module = workspace.modules.get(path);
  const own: Block = declaration.block ?? {
    kind: "block",
    type: declaration.keyword,
    items: [],
    span: declaration.span,
  };
  const plain = declaration.head.every((one) => one.kind !== "head-uses" && one.kind !== "head-from");
  if (module === undefined || plain) return own;
  let items: readonly BlockItem[] = [];
  const taken = new Map<string, { readonly item: BlockItem; readonly from: Name }>();
  const from = headOf(declaration, "head-from");
  const parents = [
    ...(headOf(declaration, "head-uses")?.names ?? []).map((name) => ({ name, keywords: ["profile"] as const })),
    ...(from === undefined || declaration.keyword === "calendar"
      ? []
      : [{ name: from.name, keywords: [declaration.keyword] as const }]),
  ];
  for (const parent of parents) {
    const symbol = lookup(workspace, module, parent.name, [...parent.keywords], diagnostics);
    if (symbol === undefined) continue;
    if (seen.has(symbol.declaration)) {
      const related = [{ span: symbol.declaration.name.span, label: `which is derived from ${declaration.name.text}` }];
      const name = symbol.declaration.name.text;
      diagnostics.push(diagnostic("derives-from-itself", parent.name.span, { name }, { related }));
      continue;
    }
    const above = merged(
      workspace,
      symbol.path,
      symbol.declaration,
      diagnostics,
      new Set([...seen, symbol.declaration]),
    );
    const derived = symbol.keyword !== "profile";
    const more = derived ? inheritable(declaration, own, above.items, diagnostics) : above.items;
    for (const item of more) takenTwice(declaration, own, taken, { item, from: parent.name }, diagnostics);
    items = overlay(items, more);
  }
  return { ...own, items: overlay(items, own.items) };
}

type Taken = { readonly item: BlockItem; readonly from: Name };

/** Says where a clause is taken over from two: the later one holds, which no reader of the declaration could see. */
function takenTwice(
  declaration: Declaration,
  own: Block,
  taken: Map<string, Taken>,
  now: Taken,
  diagnostics: Diagnostic[],
): void {
  const key = keyOf(now.item);
  if (key === undefined) return;
  const before = taken.get(key);
  taken.set(key, now);
  // Stated anew, or one text reached by two ways.
  if (before === undefined || before.item === now.item || before.from.text === now.from.text) return;
  if (own.items.some((mine) => keyOf(mine) === key)) return;
  if (FIELD_BY_FIELD.includes(key) && !shareField(before.item, now.item)) return;
  const place = ({ item }: Taken) =>
    item.kind === "section" ? item.keyword.span : item.kind === "field" ? item.key.span : item.span;
  const related = [
    { span: place(now), label: `of ${now.from.text}, which holds` },
    { span: place(before), label: `of ${before.from.text}` },
  ];
  const params = { name: declaration.name.text, term: key, first: before.from.text, second: now.from.text };
  diagnostics.push(diagnostic("term-taken-twice", before.from.span, params, { related }));
}

function shareField(one: BlockItem, other: BlockItem): boolean {
  if (one.kind !== "section" || other.kind !== "section") return true;
  const keys = new Set(one.block.items.map(keyOf));
  return other.block.items.some((item) => keys.has(keyOf(item)));
}

function inheritable(
  declaration: Declaration,
  own: Block,
  items: readonly BlockItem[],
  diagnostics: Diagnostic[],
): readonly BlockItem[] {
  const resized = own.items.some((item) => keyOf(item) === "size");
  return items.flatMap((item): BlockItem[] => {
    const key = keyOf(item);
    if (key === undefined) return [item];
    if (NEVER_INHERITED.includes(key)) return [];
    const scaled = resized ? SCALED.get(key) : undefined;
    if (scaled !== undefined && !own.items.some((mine) => keyOf(mine) === key)) {
      diagnostics.push(
        diagnostic(
          "scaled-term-not-restated",
          declaration.name.span,
          { product: declaration.name.text, term: key },
          { related: [{ span: item.span, label: "stated for the parent's size here" }] },
        ),
      );
      return [];
    }
    return [without(item, [...OWN_RATIOS, ...(scaled ?? [])])];
  });
}

/** A section without the fields `keys`; what has none of them stays the node it is. */
function without(item: BlockItem, keys: readonly string[]): BlockItem {
  if (item.kind !== "section" || !item.block.items.some((one) => keys.includes(keyOf(one) ?? ""))) return item;
  const items = item.block.items.filter((one) => !keys.includes(keyOf(one) ?? ""));
  return { ...item, block: { ...item.block, items }, origin: item.origin ?? item };
}

/** What stands in `below` with what `above` says of it: a key of `above` takes the place of the same key. */
function overlay(below: readonly BlockItem[], above: readonly BlockItem[]): readonly BlockItem[] {
  if (below.length === 0) return above;
  const own = new Map<string, BlockItem>();
  // Lines without a key belong together: a block that has lines of its own replaces all inherited ones.
  let lines = false;
  for (const item of above) {
    const key = keyOf(item);
    if (key === undefined) lines = true;
    else own.set(key, item);
  }
  const kept: BlockItem[] = [];
  const placed = new Set<string>();
  for (const item of below) {
    const key = keyOf(item);
    const mine = key === undefined ? undefined : own.get(key);
    if (key === undefined) {
      if (!lines) kept.push(item);
    } else if (mine === undefined) kept.push(item);
    else if (mine.kind === "section" && item.kind === "section" && FIELD_BY_FIELD.includes(key)) {
      kept.push(joined(item, mine));
      placed.add(key);
    }
  }
  for (const item of above) if (!placed.has(keyOf(item) ?? "")) kept.push(item);
  return kept;
}

/** Two blocks of one name as one: each field keeps its place, because a margin rests on those above it. */
function joined(below: Section, above: Section): Section {
  const own = new Map(above.block.items.map((item) => [keyOf(item), item] as const));
  const first = below.block.items.map((item) => own.get(keyOf(item)) ?? item);
  const items = [...first, ...above.block.items.filter((item) => !first.includes(item))];
  return { ...above, block: { ...above.block, items }, origin: above.origin ?? above };
}
