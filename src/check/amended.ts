import type { Block, BlockItem, Declaration, Field, HeadClause, Section } from "../ast/nodes.ts";
import { seldomWhole } from "../resolve/seldom-whole.ts";
import { readersOf } from "../resolve/importers.ts";
import type { Module, Symbol, Workspace } from "../resolve/workspace.ts";
import type { Amendment } from "./amendments.ts";
import { headOf, headWords, keyOf } from "./block.ts";
import { type Context, report } from "./context.ts";
import { changeLists } from "./amended-lists.ts";
import { effectiveBlock } from "./effective.ts";

/** Blocks of which a declaration may have several, each with a title of its own. */
const SEVERAL: readonly string[] = ["closed", "opened", "moved", "early-closes", "retire"];

/** What a merge needs to tell: whose text changes whose, and that a node made of another states the same clause. */
export type Merge = { readonly amendment: Amendment; readonly same: (made: object, as: object) => void };

/**
 * The contexts with `amendments`, in this order, in force: every amended declaration has the changed text, and whatever is derived from it
 * takes that over. The trees as they were read stay as they are.
 */
export function amended(contexts: readonly Context[], amendments: readonly Amendment[]): Context[] {
  const first = contexts[0];
  if (first === undefined || amendments.length === 0) return [...contexts];
  const changed = new Map<string, Module>();
  const workspace = { ...first.workspace, modules: exchangedModules(first.workspace, changed) };
  const byTarget = new Map<Declaration, Amendment[]>();
  for (const one of amendments)
    byTarget.set(one.target.declaration, [...(byTarget.get(one.target.declaration) ?? []), one]);
  const done = new Map<Declaration, Declaration>();
  // What a declaration takes over is amended before it is itself.
  const amend = (declaration: Declaration, path: string, open: ReadonlySet<Declaration>): void => {
    if (done.has(declaration) || open.has(declaration)) return;
    const module = first.workspace.modules.get(path);
    for (const name of parents(declaration)) {
      const above = module?.visible.get(name);
      if (above !== undefined) amend(above.declaration, above.path, new Set([...open, declaration]));
    }
    const own = byTarget.get(declaration);
    done.set(declaration, declaration);
    if (own === undefined) return;
    const now = changedDeclaration(workspace, path, declaration, own);
    done.set(declaration, now);
    for (const one of readersOf(first.workspace, path)) replace(workspace, changed, one, declaration, now);
  };
  for (const { target } of amendments) amend(target.declaration, target.path, new Set());
  return contexts.map((one) => ({
    ...one,
    workspace,
    module: workspace.modules.get(one.module.path) as Module,
    declaration: done.get(one.declaration) ?? one.declaration,
  }));
}

function parents(declaration: Declaration): string[] {
  const from = headOf(declaration, "head-from")?.name.text;
  return [
    ...(headOf(declaration, "head-uses")?.names ?? []).map((one) => one.text),
    ...(from === undefined ? [] : [from]),
  ];
}

function changedDeclaration(
  workspace: Workspace,
  path: string,
  declaration: Declaration,
  amendments: readonly Amendment[],
): Declaration {
  const before = effectiveBlock(workspace, path, declaration, []);
  let now = before;
  for (const amendment of amendments) {
    const { clauses } = amendment.context;
    const merge: Merge = { amendment, same: clauses.same };
    const block = amendment.declaration.block;
    if (block !== undefined)
      now = mergeBlock(merge, changeLists(merge, now, block), changesOf(block), declaration.name.text);
  }
  // Only what an amendment touched becomes the declaration's own: the rest it goes on taking over.
  const touched = new Set<string | undefined>();
  const kept = new Set<BlockItem>(before.items);
  const still = new Set<BlockItem>(now.items);
  for (const item of now.items) if (!kept.has(item)) touched.add(keyOf(item));
  for (const item of before.items) if (!still.has(item)) touched.add(keyOf(item));
  const own = declaration.block ?? { ...now, items: [] };
  const items = [
    ...own.items.filter((item) => !touched.has(keyOf(item))),
    ...now.items.filter((item) => touched.has(keyOf(item))),
  ];
  const changed: Declaration = { ...declaration, block: { ...own, items } };
  amendments[0]?.context.clauses.same(changed, declaration);
  return changed;
}

/** The amendment without its lists of additions and removals. */
function changesOf(block: Block): Block {
  return { ...block, items: block.items.filter((item) => !isChange(item)) };
}

export function isChange(item: BlockItem): item is Section {
  return item.kind === "section" && (item.keyword.text === "add" || item.keyword.text === "remove");
}

function mergeBlock(merge: Merge, base: Block, change: Block, where: string): Block {
  let items = [...base.items];
  // Lines without a key are one list, replaced whole.
  if (change.items.some((item) => item.kind === "statement")) items = items.filter((item) => item.kind !== "statement");
  for (const item of change.items) {
    if (item.kind === "statement") {
      items.push(item);
      continue;
    }
    if (item.kind === "section" && item.keyword.text === "dates") {
      items = mergeDates(merge, items, item, where);
      continue;
    }
    const at = items.findIndex((one) => sameClause(one, item));
    const found = items[at];
    if (found === undefined) {
      if (item.kind !== "section" || !SEVERAL.includes(item.keyword.text)) added(merge, item, where);
      items.push(item);
    } else items[at] = mergeItem(merge, found, item, where);
  }
  return { ...base, items };
}

function mergeItem(merge: Merge, found: BlockItem, item: BlockItem, where: string): BlockItem {
  const path = `${where}/${keyOf(item) ?? ""}`;
  if (found.kind === "section" && item.kind === "section") {
    const made: Section = {
      ...found,
      head: mergeHead(found.head, item.head),
      block: mergeBlock(merge, found.block, item.block, path),
    };
    merge.same(made, found);
    return made;
  }
  if (found.kind === "field" && item.kind === "field" && found.block !== undefined && item.block !== undefined) {
    const made: Field = {
      ...(item.value === undefined ? found : item),
      block: mergeBlock(merge, found.block, item.block, path),
    };
    merge.same(made, item.value === undefined ? found : item);
    return made;
  }
  return item;
}

/** A day said anew in an amendment leaves the block it stood in; a block that names no calendar counts on that of the first. */
function mergeDates(merge: Merge, items: readonly BlockItem[], change: Section, where: string): BlockItem[] {
  const isDates = (item: BlockItem): item is Section => item.kind === "section" && item.keyword.text === "dates";
  const calendar = (item: Section) => headOf(item, "head-on")?.name.text;
  const all = items.filter(isDates);
  const into =
    all.find((one) => calendar(one) === calendar(change)) ?? (calendar(change) === undefined ? all[0] : undefined);
  const keys = new Set(change.block.items.map(keyOf));
  for (const item of change.block.items)
    if (!all.some((one) => one.block.items.some((day) => keyOf(day) === keyOf(item)))) added(merge, item, where);
  const without = (section: Section): Section => {
    const left = section.block.items.filter((item) => !keys.has(keyOf(item)));
    const more = section === into ? change.block.items : [];
    if (left.length === section.block.items.length && more.length === 0) return section;
    const made = { ...section, block: { ...section.block, items: [...left, ...more] } };
    merge.same(made, section);
    return made;
  };
  const changed = items.map((item) => (isDates(item) ? without(item) : item));
  return into === undefined ? [...changed, change] : changed;
}

function mergeHead(base: readonly HeadClause[], change: readonly HeadClause[]): readonly HeadClause[] {
  const kinds = new Set(change.map((one) => one.kind));
  return [...base.filter((one) => !kinds.has(one.kind)), ...change];
}

function sameClause(one: BlockItem, other: BlockItem): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind !== "section" || other.kind !== "section")
    return keyOf(one) !== undefined && keyOf(one) === keyOf(other);
  if (one.keyword.text !== other.keyword.text) return false;
  const title = (item: Section) => headOf(item, "head-text")?.text.value;
  return one.keyword.text === "for" ? headWords(one) === headWords(other) : title(one) === title(other);
}

function added(merge: Merge, item: BlockItem, where: string): void {
  const span = item.kind === "field" ? item.key.span : item.kind === "section" ? item.keyword.span : item.span;
  report(merge.amendment.context, "amendment-adds-clause", span, { where, clause: keyOf(item) ?? "line" });
}

/** The modules of a workspace, with those of `changed` in the place of their own. */
function exchangedModules(workspace: Workspace, changed: ReadonlyMap<string, Module>): ReadonlyMap<string, Module> {
  const { modules } = workspace;
  return seldomWhole(
    (path) => changed.get(path) ?? modules.get(path),
    () => new Map([...modules].map(([path, module]) => [path, changed.get(path) ?? module])),
  );
}

function replace(
  workspace: Workspace,
  changed: Map<string, Module>,
  path: string,
  before: Declaration,
  now: Declaration,
): void {
  const module = workspace.modules.get(path);
  if (module === undefined) return;
  const [own, visible] = [exchanged(module.own, before, now), exchanged(module.visible, before, now)];
  if (own !== module.own || visible !== module.visible) changed.set(path, { ...module, own, visible });
}

function exchanged(
  table: ReadonlyMap<string, Symbol>,
  before: Declaration,
  now: Declaration,
): ReadonlyMap<string, Symbol> {
  const symbol = table.get(before.name.text);
  if (symbol?.declaration !== before) return table;
  const { name } = symbol;
  const other = { ...symbol, declaration: now };
  return seldomWhole(
    (asked) => (asked === name ? other : table.get(asked)),
    () => new Map(table).set(name, other),
  );
}
