import { commonBlocks } from "./fields/calendar-blocks.ts";
import { filingBlocks } from "./fields/filing-blocks.ts";
import { indexBlocks } from "./fields/index-blocks.ts";
import { laterBlocks } from "./fields/later-blocks.ts";
import { productBlocks } from "./fields/product.ts";
import type { BlockSpec, FieldSpec } from "./fields/spec.ts";

export type { BlockSpec, FieldSpec, Head, Meaning } from "./fields/spec.ts";

/**
 * The catalogue of the language: every kind of block with its fields, inner blocks, lines and head. A new field is one line here; the
 * parser, the messages, completion and the manual's tables all read it.
 */
export const blocks: ReadonlyMap<string, BlockSpec> = new Map(
  Object.entries({ ...commonBlocks, ...indexBlocks, ...productBlocks, ...laterBlocks, ...filingBlocks }),
);

/** The declarations of a file, in the order of the manual; each is a block type of the same name. */
export const declarationKeywords = [
  "unit",
  "calendar",
  "venue",
  "clearing-house",
  "organisation",
  "source",
  "grade",
  "index",
  "future",
  "option",
  "spread",
  "perpetual",
  "structured",
  "profile",
  "amendment",
  "filing",
] as const;

/** The block type `type`; asking for one that is not there is our mistake. */
export function blockSpec(type: string): BlockSpec {
  const found = blocks.get(type);
  if (found === undefined) throw new Error(`the catalogue has no block \`${type}\``);
  return found;
}

/** The field `key` of a block, declared or free; undefined when the block has none of that name. */
export function fieldSpec(block: BlockSpec, key: string, quoted: boolean): FieldSpec | undefined {
  if (!quoted && Object.hasOwn(block.fields, key)) return block.fields[key];
  const free = block.free;
  return free !== undefined && (free.quoted === "either" || (free.quoted === "yes") === quoted) ? free : undefined;
}

/** The type of the inner block that `keyword` begins; undefined when there is none. */
export function sectionType(block: BlockSpec, keyword: string): string | undefined {
  return Object.hasOwn(block.sections, keyword) ? block.sections[keyword] : undefined;
}

/** Whether the compiler acts on the field `key` of block type `type` already. */
export function meaningOf(type: string, key: string, quoted = false): "now" | "later" | undefined {
  const spec = blocks.get(type);
  if (spec === undefined) return undefined;
  const field = fieldSpec(spec, key, quoted);
  return field === undefined ? undefined : spec.meaning === "later" ? "later" : field.meaning;
}
