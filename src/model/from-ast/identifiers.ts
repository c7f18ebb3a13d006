import type { Block, Field } from "../../ast/nodes.ts";
import { fieldsOf, textOf } from "../../check/block.ts";
import { type Context, report } from "../../check/context.ts";
import { isCfi, isIsin, isLei, isMic } from "../../value/identifiers.ts";
import { wordsOf } from "./builder.ts";

/** What the identifiers of parties and contracts are, by the field that states them. */
const FORMS: Readonly<Record<string, { readonly sound: (text: string) => boolean; readonly is: string }>> = {
  lei: { sound: isLei, is: "20 capital letters and digits, the last two of them check digits (ISO 17442)" },
  mic: { sound: isMic, is: "four capital letters or digits (ISO 10383)" },
  cfi: { sound: isCfi, is: "six capital letters (ISO 10962)" },
  isin: { sound: isIsin, is: "two letters, nine letters or digits and a check digit (ISO 6166)" },
};

/** Reports an identifier without its form or its check digits; one that is not there is `none`, with why where it is a text. */
export function soundIdentifier(context: Context, field: Field, value: string): void {
  const key = field.key.text;
  const form = Object.hasOwn(FORMS, key) ? FORMS[key] : undefined;
  if (form === undefined || /^none\b/.test(value) || form.sound(value)) return;
  report(context, "identifier-unsound", (field.value?.content ?? field.key).span, { what: key, value, is: form.is });
}

/** The same of all identifiers that the block of a firm states. */
export function soundIdentifiers(context: Context, block: Block | undefined): void {
  for (const field of fieldsOf(block))
    if (field.value !== undefined) soundIdentifier(context, field, textOf(field) ?? wordsOf(field));
}
