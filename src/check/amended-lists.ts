import type { Block, BlockItem, Content, CycleGroup, Field, Name, Section } from "../ast/nodes.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import type { Merge } from "./amended.ts";
import { report } from "./context.ts";

type Change = { readonly how: "add" | "remove"; readonly field: Field };

/** The block with the entries of `add { … }` and `remove { … }` of an amendment put into its lists, or taken out of them. */
export function changeLists(merge: Merge, block: Block, amendment: Block): Block {
  let now = block;
  for (const item of amendment.items) {
    if (item.kind !== "section" || (item.keyword.text !== "add" && item.keyword.text !== "remove")) continue;
    for (const field of item.block.items) {
      if (field.kind !== "field" || field.value === undefined) continue;
      const changed = changeList(merge, now, { how: item.keyword.text, field });
      if (changed === undefined) unknown(merge, now, field);
      else now = changed;
    }
  }
  return now;
}

/** The block with the list of that name changed, wherever in it the list stands; undefined where there is none. */
function changeList(merge: Merge, block: Block, change: Change): Block | undefined {
  for (const [at, item] of block.items.entries()) {
    const made = changedItem(merge, item, change);
    if (made === undefined) continue;
    const items = [...block.items];
    items[at] = made;
    return { ...block, items };
  }
  return undefined;
}

function changedItem(merge: Merge, item: BlockItem, change: Change): BlockItem | undefined {
  if (item.kind === "section") {
    const block = changeList(merge, item.block, change);
    return block && made<Section>(merge, { ...item, block }, item);
  }
  if (item.kind !== "field") return undefined;
  if (item.key.text === change.field.key.text && item.value !== undefined) {
    const content = changedContent(merge, item.value.content, change);
    if (content === undefined) return undefined;
    // The clause of what stands now is the change, which says what the list was not before.
    merge.same(content, change.field);
    return made<Field>(merge, { ...item, value: { ...item.value, content } }, change.field);
  }
  const block = item.block && changeList(merge, item.block, change);
  return block && made<Field>(merge, { ...item, block }, item);
}

function made<T extends BlockItem>(merge: Merge, item: T, as: object): T {
  merge.same(item, as);
  return item;
}

function changedContent(merge: Merge, content: Content, { how, field }: Change): Content | undefined {
  const change = field.value?.content;
  if (content.kind === "cycle-value" && change?.kind === "cycle-value") {
    if (how === "remove") return undefined;
    const groups = change.groups.map((one): CycleGroup => (one.joined === "first" ? { ...one, joined: "and" } : one));
    return { ...content, groups: [...content.groups, ...groups] };
  }
  if (content.kind !== "names-value" || change?.kind !== "names-value") return undefined;
  const names = new Map(content.names.map((one) => [one.text, one]));
  for (const name of change.names) {
    const before = names.get(name.text);
    if ((before !== undefined) === (how === "add")) entry(merge, field, name, before);
    else if (how === "add") names.set(name.text, name);
    else names.delete(name.text);
  }
  return { ...content, names: [...names.values()] };
}

function entry({ amendment }: Merge, field: Field, name: Name, before: Name | undefined): void {
  report(
    amendment.context,
    "amendment-of-no-entry",
    name.span,
    { entry: name.text, list: field.key.text, there: before !== undefined },
    { related: before === undefined ? [] : [{ span: before.span, label: "it stands here" }] },
  );
}

function unknown({ amendment }: Merge, block: Block, field: Field): void {
  const help = didYouMean(suggest(field.key.text, lists(block)));
  report(
    amendment.context,
    "amendment-of-no-list",
    field.key.span,
    { list: field.key.text, what: amendment.target.name },
    help === undefined ? {} : { help },
  );
}

function lists(block: Block): string[] {
  return block.items.flatMap((item) => {
    if (item.kind === "section") return lists(item.block);
    const own = item.kind === "field" && item.value?.content.kind === "names-value" ? [item.key.text] : [];
    return item.kind === "field" && item.block !== undefined ? [...own, ...lists(item.block)] : own;
  });
}
