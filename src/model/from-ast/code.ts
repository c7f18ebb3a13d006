import type { Field } from "../../ast/nodes.ts";
import { fieldOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { Span } from "../../text/source.ts";
import { type CodePart, contractCode, listedCode } from "../../value/contract-code.ts";
import type { WeekdayName } from "../../value/day.ts";
import type { PeriodKind } from "../../value/month.ts";
import type { Listing } from "../model.ts";
import { clauseOf, type Lowering, onlyModifiers } from "./builder.ts";

type Code = NonNullable<Listing["code"]>;
type Part = Code["parts"][number];

/** What stands behind the root of a code. */
const PARTS: Readonly<Record<Exclude<Part["part"], "text">, CodePart>> = {
  "month-letter": { kind: "month-letter" },
  "month-number": { kind: "month-digits" },
  "one-digit-year": { kind: "year", digits: 1 },
  "two-digit-year": { kind: "year", digits: 2 },
  "four-digit-year": { kind: "year", digits: 4 },
  "week-of-month": { kind: "week-of-month" },
  "week-of-year": { kind: "week-of-year" },
  "day-of-month": { kind: "date" },
};

/** A word or a text of `code`. */
type Item = { readonly text: string; readonly quoted: boolean; readonly span: Span };

/** `code: "6N", month-letter, one-digit-year`: the root, by itself the product's name, and what follows it; undefined where nothing is said, and after a finding. */
export function codeOf(at: Lowering): Code | undefined {
  const field = fieldOf(at.block, "code");
  const items = field && codeItems(at, field);
  if (field === undefined || items === undefined) return undefined;
  const [first] = items;
  const rooted = first !== undefined && (first.quoted || !isPart(first.text));
  const root = rooted ? first.text : at.context.declaration.name.text;
  const rest = rooted ? items.slice(1) : items;
  const wrong = rest.find((one) => !one.quoted && !isPart(one.text));
  if (wrong !== undefined) {
    const known = Object.keys(PARTS).join(", ");
    return report(at.context, "word-unknown", wrong.span, { field: "code", word: wrong.text, known });
  }
  const parts = rest.map(({ text, quoted }): Part =>
    quoted ? { part: "text", text } : { part: text as Part["part"] },
  );
  return { root, parts, clause: clauseOf(at.context, field) };
}

/** The words and texts of `code`; undefined after a finding. */
export function codeItems(at: Lowering, field: Field): readonly Item[] | undefined {
  const content = field.value?.content;
  if (content === undefined) return undefined;
  onlyModifiers(at.context, field.value?.modifiers ?? []);
  const items: Item[] = [];
  if (content.kind === "text-value") items.push({ text: content.text.value, quoted: true, span: content.text.span });
  if (content.kind === "names-value") items.push(...content.names.map((one) => ({ ...one, quoted: false })));
  for (const { parts } of content.kind === "clauses-value" ? content.clauses : []) {
    const [part] = parts;
    if (part?.kind === "text" && parts.length === 1) items.push({ text: part.value, quoted: true, span: part.span });
    if (part?.kind === "reference" && parts.length === 1 && part.path.length === 1)
      items.push({ text: part.path[0]?.text ?? "", quoted: false, span: part.span });
  }
  const asked = content.kind === "clauses-value" ? content.clauses.length : items.length;
  const fits = items.length > 0 && items.length === asked && items.every((one) => /^[A-Za-z0-9_-]+$/.test(one.text));
  if (fits) return items;
  return report(at.context, "value-of-another-kind", content.span, {
    field: "code",
    wanted: 'letters and digits, and what follows them, such as `GPH` or `"6N", month-letter, one-digit-year`',
  });
}

function isPart(word: string): word is Exclude<Part["part"], "text"> {
  return Object.hasOwn(PARTS, word);
}

/** The code of a contract period of a product, as its listing says codes are made. */
export function codeIn(
  id: string,
  { code, yearDigits, groups }: Pick<Listing, "code" | "yearDigits" | "groups">,
  kind: PeriodKind,
  index: number,
  namedBy: "start" | "end",
): string {
  // A week listed as that of the third Friday is called by that Friday, also where its Monday is in another month.
  const weekday = groups.find((one) => one.weekday !== undefined)?.weekday as WeekdayName | undefined;
  const by = namedBy === "start" ? (weekday ?? namedBy) : namedBy;
  if (code === undefined || code.parts.length === 0) return listedCode(code?.root ?? id, kind, index, by, yearDigits);
  const parts = code.parts.map(({ part, text = "" }): CodePart =>
    part === "text" ? { kind: "text", text } : PARTS[part],
  );
  return contractCode([{ kind: "text", text: code.root }, ...parts], kind, index, by);
}
