import type { Hover } from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import { blocks, fieldSpec } from "../../grammar/fields.ts";
import { kinds } from "../../grammar/kinds.ts";
import type { Block, Declaration, Doc } from "../ast/nodes.ts";
import { fieldsOf } from "../check/block.ts";
import type { Symbol } from "../resolve/workspace.ts";
import { type Facts, factsOf, nextDates, spoken } from "./facts.ts";
import { measureOf, unitText } from "./expected.ts";
import { declarationAt, type Local, type Meant, meantAt } from "./names.ts";
import { rangeOf } from "./ranges.ts";

/** What is known of the word at `offset` of the file `path`, as Markdown. */
export function hover(analysis: Analysis, path: string, offset: number): Hover | undefined {
  const { workspace } = analysis;
  const meant = meantAt(workspace, path, offset);
  if (meant === undefined) return undefined;
  const module = workspace.modules.get(path);
  const owner = module && declarationAt(module, offset);
  const said = sayOf(analysis, meant, owner);
  return said === undefined ? undefined : { contents: { kind: "markdown", value: said }, range: rangeOf(meant.word) };
}

function sayOf(analysis: Analysis, meant: Meant, owner: Declaration | undefined): string | undefined {
  switch (meant.kind) {
    case "declared":
      return [summaryOf(meant.symbol), ...derived(analysis, meant.symbol.name)].join("\n\n");
    case "local":
      return ofLocal(analysis, meant.local, owner);
    case "import": {
      const names = [...(analysis.workspace.modules.get(meant.path)?.own.values() ?? [])];
      return [
        `\`${meant.path}\``,
        names.map((one) => `- ${one.keyword} \`${one.name}\`${titled(one.declaration)}`).join("\n"),
      ].join("\n\n");
    }
    case "field":
      return ofField(analysis, meant, owner);
    case "keyword": {
      const outer = meant.cursor.opened.at(-1)?.type;
      const type = outer === undefined ? meant.keyword : blocks.get(outer)?.sections[meant.keyword];
      const spec = type === undefined ? undefined : blocks.get(type);
      if (spec === undefined) return undefined;
      const facts = owner && factsOf(analysis, owner.name.text);
      return [`**${meant.keyword}**`, spec.doc, ...(facts === undefined ? [] : ofBlock(facts, type ?? ""))].join(
        "\n\n",
      );
    }
  }
}

/** `**index** H100_RENTAL, "H100 Rental Index"` with the first paragraph written about it, or for a source where to find it. */
export function summaryOf({ name, keyword, declaration, path }: Symbol): string {
  const head = `**${keyword}** \`${name}\`${titled(declaration)}`;
  const facts = keyword === "source" ? sourceFacts(declaration.block) : [];
  const equals = declaration.equals;
  const unit = equals === undefined ? [] : [`= ${equals.span.source.text.slice(equals.span.start, equals.span.end)}`];
  return [head, ...unit, ...facts, ...paragraph(declaration.docs), `*${path}*`].join("\n\n");
}

function titled({ title }: Declaration): string {
  return title === undefined ? "" : `, “${title.value}”`;
}

function sourceFacts(block: Block | undefined): string[] {
  const said = fieldsOf(block).flatMap((field) => {
    const content = field.value?.content;
    if (content === undefined || !["publisher", "where", "date", "version"].includes(field.key.text)) return [];
    const text = content.span.source.text.slice(content.span.start, content.span.end);
    return [`- ${field.key.text}: ${text.replace(/^"|"$/g, "")}`];
  });
  return said.length === 0 ? [] : [said.join("\n")];
}

function paragraph(docs: readonly Doc[]): string[] {
  const first = docs[0]?.text.split(/\n\s*\n/)[0]?.trim();
  return first === undefined || first === "" ? [] : [first];
}

/** What the compiler worked out of a product, for whoever points at its name. */
function derived(analysis: Analysis, name: string): string[] {
  const facts = factsOf(analysis, name);
  return facts === undefined ? [] : [...expiries(facts, "last-trading-day"), ...ticks(facts)];
}

function expiries(facts: Facts, date: string): string[] {
  const next = nextDates(facts, date, 5);
  if (next.length === 0) return [];
  const rows = next.map((one) => `- ${one.code}: ${spoken(one.date)}${one.why === "" ? "" : ` (${one.why})`}`);
  return [`${date} of the first contracts listed:`, rows.join("\n")];
}

function ticks(facts: Facts): string[] {
  if (facts.ticks.length === 0) return [];
  return [
    facts.ticks
      .map((one) => `- ${one.role}: ${one.increment} is ${one.value.amount} ${one.value.currency} per contract`)
      .join("\n"),
  ];
}

function ofBlock(facts: Facts, type: string, key?: string): string[] {
  const { product } = facts.model;
  if (type === "tick") return ticks(facts);
  if (type === "dates") return expiries(facts, "last-trading-day");
  if (type === "listing" && facts.contracts.length > 0)
    return [
      `${facts.contracts.length} contracts on the first day: ${facts.contracts.map((one) => one.code).join(", ")}`,
    ];
  if (type !== "limits" || product === undefined) return [];
  const [month] = facts.contracts;
  const levels = (month?.limits ?? []).filter((one) => key === undefined || one.scope === key);
  const rows = levels.map((one) => {
    const from = one.from === undefined ? "" : ` from ${one.fromEdge ?? ""} ${one.from}`;
    const until = one.until === undefined ? "" : ` until ${one.untilEdge ?? ""} ${one.until}`;
    return `- ${one.scope}: ${one.type} ${one.contracts} contracts${from}${until}`.replace(/ +/g, " ");
  });
  return rows.length === 0 ? [] : [`In ${month?.code}:`, rows.join("\n")];
}

function ofLocal(analysis: Analysis, { name, span, owner, what }: Local, at: Declaration | undefined): string {
  const rule = span.source.text.slice(span.start, span.end).replace(/\s+/g, " ");
  const field = what === "date" ? blocks.get("dates")?.fields[name.text] : undefined;
  const where = at === owner ? [] : [`of ${owner.name.text}`];
  // What takes a date over resolves it for its own months.
  const facts = factsOf(analysis, (at ?? owner).name.text) ?? factsOf(analysis, owner.name.text);
  const next = facts === undefined ? [] : expiries(facts, name.text);
  return [`\`${rule}\``, ...where, ...(field === undefined ? [] : [field.doc]), ...next].join("\n\n");
}

function ofField(
  analysis: Analysis,
  { cursor, key }: Extract<Meant, { kind: "field" }>,
  owner: Declaration | undefined,
): string | undefined {
  const type = cursor.opened.at(-1)?.type;
  const spec = type === undefined ? undefined : blocks.get(type);
  const field = spec && fieldSpec(spec, key, false);
  if (field === undefined) return undefined;
  const facts = owner && factsOf(analysis, owner.name.text);
  const measure = measureOf(type, key);
  const unit = measure && unitText(analysis.workspace, owner, measure);
  return [
    `**${key}**: ${kinds[field.kind].says}`,
    field.doc,
    ...(unit === undefined ? [] : [`A bare number counts ${unit}.`]),
    ...(facts === undefined ? [] : ofTerm(facts, type ?? "", key)),
    ...(type === "classification" ? regulations(analysis, owner) : []),
    `For example \`${key}: ${field.example ?? kinds[field.kind].example}\``,
  ].join("\n\n");
}

function ofTerm(facts: Facts, type: string, key: string): string[] {
  const { product, spread } = facts.model;
  if (type === "tick") {
    const found = facts.ticks.find((one) => one.role === key);
    return found === undefined ? [] : [`One tick is ${found.value.amount} ${found.value.currency} per contract.`];
  }
  if (type === "limits") return ofBlock(facts, type, key);
  const worth = product ?? spread;
  if (key === "size" && worth !== undefined) {
    const { price, size } = worth;
    const rate = product?.payment?.rate;
    const paid = rate === undefined ? "" : `, paid at ${rate.value} ${rate.unit}`;
    return [
      `At a price of 1 ${price.currency} / ${price.unit} one contract is worth ${size.value} ${price.currency}${paid}.`,
    ];
  }
  if (key === "months" || key === "first-month") return ofBlock(facts, "listing");
  return [];
}

/** What the prose above the classification cites: the title of each text of law, and where to find it. */
function regulations({ workspace }: Analysis, owner: Declaration | undefined): string[] {
  const block = owner?.block?.items.find((one) => one.kind === "section" && one.keyword.text === "classification");
  const cited =
    block === undefined || block.kind !== "section"
      ? []
      : block.docs.flatMap((doc) => doc.citations.map((one) => one.text));
  const visible = owner && workspace.modules.get(owner.span.source.path)?.visible;
  const rows = [...new Set(cited)].flatMap((key) => {
    const source = visible?.get(key)?.declaration;
    if (source === undefined) return [`- ${key}`];
    return [`- ${key}${titled(source)}`, ...sourceFacts(source.block).map((facts) => facts.replace(/^/gm, "  "))];
  });
  return rows.length === 0 ? [] : ["Cited:", rows.join("\n")];
}
