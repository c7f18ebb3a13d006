import type { ValueKind } from "../kinds.ts";

/** `now`: the compiler acts on it. `later`: it is read in full, and the semantic stage says that its meaning is still to come. */
export type Meaning = "now" | "later";

/** What a field says, in one sentence, and how its value is read. */
export type FieldSpec = {
  readonly kind: ValueKind;
  readonly meaning: Meaning;
  readonly doc: string;
  /** What a value looks like, where the example of the kind is too far off. */
  readonly example?: string;
  /** The type of the block that may stand behind the value. */
  readonly block?: string;
  /** How a value is read that begins with this word, where declarations of several kinds have a field of that name. */
  readonly otherwise?: { readonly word: string; readonly kind: ValueKind; readonly example: string };
};

/** What may stand between a head's name or keyword and its `{`. */
export type Head =
  | "from"
  | "uses"
  | "on"
  | "zone"
  | "to"
  | "effective"
  | "months"
  | "years"
  | "measures"
  | "every"
  | "words"
  | "text"
  | "equals";

/** A kind of block: its fields, its inner blocks by keyword, and what else its lines may be. */
export type BlockSpec = {
  readonly doc: string;
  readonly meaning: Meaning;
  readonly heads: readonly Head[];
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Keyword of an inner block → its type. */
  readonly sections: Readonly<Record<string, string>>;
  /** The kind of a line without a key. */
  readonly statements?: ValueKind;
  /** How fields of any other name are read: names of holidays, principles, columns. */
  readonly free?: FieldSpec & { readonly quoted: "yes" | "no" | "either" };
};

type More = Pick<FieldSpec, "example" | "block" | "otherwise">;

export function now(kind: ValueKind, doc: string, more: More = {}): FieldSpec {
  return { kind, meaning: "now", doc, ...more };
}

export function later(kind: ValueKind, doc: string, more: More = {}): FieldSpec {
  return { kind, meaning: "later", doc, ...more };
}

type Rest = {
  readonly heads?: readonly Head[];
  readonly sections?: Readonly<Record<string, string>>;
  readonly statements?: ValueKind;
  readonly free?: BlockSpec["free"];
  readonly meaning?: Meaning;
};

export function block(doc: string, fields: Readonly<Record<string, FieldSpec>>, rest: Rest = {}): BlockSpec {
  return {
    doc,
    meaning: rest.meaning ?? "now",
    heads: rest.heads ?? [],
    fields,
    sections: rest.sections ?? {},
    ...(rest.statements === undefined ? {} : { statements: rest.statements }),
    ...(rest.free === undefined ? {} : { free: rest.free }),
  };
}

/** Fields of any name, read as `kind`. */
export function anyKey(
  kind: ValueKind,
  quoted: "yes" | "no" | "either",
  doc: string,
  meaning: Meaning = "now",
): NonNullable<BlockSpec["free"]> {
  return { kind, quoted, doc, meaning };
}
