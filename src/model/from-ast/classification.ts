import type { Field } from "../../ast/nodes.ts";
import { contentOf, fieldsOf, modifierOf, sectionOf, textOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { Classification } from "../model.ts";
import { clauseOf, type Lowering, oneName, wordsOf } from "./builder.ts";
import { soundIdentifier } from "./identifiers.ts";
import { instrumentNumbers } from "./instrument-numbers.ts";

/** What a contract is in the law and in the codes of the market, each with its reason; its instrument numbers as text, or in the table of a source. */
export function classificationOf(at: Lowering): Classification[] {
  return fieldsOf(sectionOf(at.block, "classification")?.block).map((field) => {
    const because = modifierOf(field, "because")?.text.value;
    const names = contentOf(field, "names-value")?.names.map((one) => one.text);
    const value = names?.join(", ") ?? textOf(field) ?? wordsOf(field).split(",")[0] ?? "";
    if (because === undefined) {
      report(at.context, "field-missing", field.key.span, {
        what: `the classification \`${field.key.text}\``,
        field: "because",
        why: "every regulatory choice carries its reason",
      });
    }
    const scheme = field.key.text;
    const codes = scheme === "isin" && value !== "none" ? codesIn(at, field) : undefined;
    // What could not be read has its finding already.
    const read = value !== "" || textOf(field) !== undefined;
    if (codes === undefined && read) soundIdentifier(at.context, field, value);
    return {
      scheme,
      value,
      ...(because === undefined ? {} : { because }),
      ...(codes === undefined ? {} : { codes }),
      clause: clauseOf(at.context, field),
    };
  });
}

/** The numbers in the table a field names; undefined where it states a number itself. */
function codesIn(at: Lowering, field: Field): Classification["codes"] | undefined {
  if (textOf(field) !== undefined) return undefined;
  const source = oneName(at.context, field, "a source with the numbers, or a number in quotes");
  return source === undefined ? [] : (instrumentNumbers(source, at.context) ?? []);
}
