import type { Field } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, modifierOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { Compliance } from "../model.ts";
import { clauseOf, type Lowering, missing, onlyModifiers, plainWords } from "./builder.ts";

/** `regimes: cftc, iosco` and `RULE: warning, because "…"` or `RULE: note, because "…"`; undefined when there is no such block or after a finding. Names are looked up by what proves. */
export function complianceOf(at: Lowering): Compliance | undefined {
  const section = sectionOf(at.block, "compliance");
  if (section === undefined) return undefined;
  const field = fieldOf(section.block, "regimes");
  if (field === undefined) return missing(at, "regimes", "rules are those of a regime", section.keyword);
  if (field.value === undefined || !onlyModifiers(at.context, field.value.modifiers)) return undefined;
  const names = contentOf(field, "names-value")?.names ?? [];
  const twice = names.find(({ text }, place) => names.findIndex((one) => one.text === text) < place);
  if (twice !== undefined) return report(at.context, "field-twice", twice.span, { field: twice.text });
  const [first, ...more] = names.map(({ text }) => text);
  if (first === undefined) return undefined;
  const lowered = fieldsOf(section.block).filter((one) => one !== field);
  return {
    regimes: { values: [first, ...more], clause: clauseOf(at.context, field) },
    lowered: lowered.flatMap((one) => loweredOf(at, one) ?? []),
    clause: clauseOf(at.context, section),
  };
}

/** A warning is told at each check; a note stands in filings and `rules.json` alone. */
const SEVERITIES = ["warning", "note"] as const;

function loweredOf(at: Lowering, field: Field): Compliance["lowered"][number] | undefined {
  if (field.value === undefined || !onlyModifiers(at.context, field.value.modifiers, "because")) return undefined;
  const names = contentOf(field, "names-value")?.names ?? [];
  const [word] = names;
  const to = SEVERITIES.find((one) => names.length === 1 && one === word?.text);
  if (to === undefined)
    return report(at.context, "word-unknown", (word ?? field.value).span, {
      field: field.key.text,
      word: plainWords(word ?? field.value),
      known: SEVERITIES.join(", "),
    });
  const because = modifierOf(field, "because")?.text.value.trim();
  if (because === undefined || because === "")
    return report(at.context, "field-missing", field.key.span, {
      what: `the lowered rule \`${field.key.text}\``,
      field: "because",
      why: "a filing prints the reason for which a rule does not hold",
    });
  return { rule: field.key.text, to, because, clause: clauseOf(at.context, field) };
}
