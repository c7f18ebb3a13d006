import * as fs from "node:fs";
import * as path from "node:path";
import { type Code, codes } from "../../src/diagnostic/catalogue.ts";
import { amendmentFilingEntries } from "../../src/diagnostic/catalogue/amendment-filings.ts";
import { amendmentEntries } from "../../src/diagnostic/catalogue/amendments.ts";
import { complianceEntries } from "../../src/diagnostic/catalogue/compliance.ts";
import { dateEntries } from "../../src/diagnostic/catalogue/dates.ts";
import { filingEntries } from "../../src/diagnostic/catalogue/filings.ts";
import { grammarEntries } from "../../src/diagnostic/catalogue/grammar.ts";
import { hostEntries } from "../../src/diagnostic/catalogue/host.ts";
import { limitEntries } from "../../src/diagnostic/catalogue/limits.ts";
import { ledgerEntries } from "../../src/diagnostic/catalogue/ledger.ts";
import { limitRunEntries } from "../../src/diagnostic/catalogue/limit-runs.ts";
import { nameEntries } from "../../src/diagnostic/catalogue/names.ts";
import { priceEntries } from "../../src/diagnostic/catalogue/prices.ts";
import { settlementEntries } from "../../src/diagnostic/catalogue/settlements.ts";
import { optionEntries } from "../../src/diagnostic/catalogue/options.ts";
import { printEntries } from "../../src/diagnostic/catalogue/print.ts";
import { productEntries } from "../../src/diagnostic/catalogue/products.ts";
import { structuredEntries } from "../../src/diagnostic/catalogue/structured.ts";
import { perpetualEntries } from "../../src/diagnostic/catalogue/perpetuals.ts";
import { spreadEntries } from "../../src/diagnostic/catalogue/spreads.ts";
import { regulationEntries } from "../../src/diagnostic/catalogue/regulation.ts";
import { runEntries } from "../../src/diagnostic/catalogue/run.ts";
import { whatIfEntries } from "../../src/diagnostic/catalogue/what-if.ts";
import { differenceEntries } from "../../src/diagnostic/catalogue/differences.ts";
import { verifyEntries } from "../../src/diagnostic/catalogue/verify.ts";
import { templateEntries } from "../../src/diagnostic/catalogue/templates.ts";
import { unitEntries } from "../../src/diagnostic/catalogue/units.ts";
import { filesBelow, root } from "../files.ts";

const TARGET = "grammar/generated/messages.md";

/** The chapters of the page, in the order in which a text is read. */
const CHAPTERS: readonly { readonly title: string; readonly codes: readonly string[] }[] = [
  { title: "Files and folders", codes: Object.keys(hostEntries) },
  { title: "How it is written", codes: Object.keys(grammarEntries) },
  { title: "Names", codes: Object.keys(nameEntries) },
  { title: "Units, numbers and roundings", codes: Object.keys(unitEntries) },
  { title: "Days, calendars and times", codes: Object.keys(dateEntries) },
  {
    title: "Products",
    codes: [
      ...Object.keys(productEntries),
      ...Object.keys(optionEntries),
      ...Object.keys(spreadEntries),
      ...Object.keys(perpetualEntries),
      ...Object.keys(structuredEntries),
    ],
  },
  { title: "Prices, indices and limits", codes: [...Object.keys(priceEntries), ...Object.keys(limitEntries)] },
  { title: "What is proved of settlements", codes: Object.keys(settlementEntries) },
  { title: "Amendments", codes: Object.keys(amendmentEntries) },
  {
    title: "Compliance",
    codes: [
      ...Object.keys(complianceEntries),
      ...Object.keys(regulationEntries),
      ...Object.keys(whatIfEntries),
      ...Object.keys(differenceEntries),
    ],
  },
  { title: "Filings", codes: [...Object.keys(filingEntries), ...Object.keys(amendmentFilingEntries)] },
  { title: "Templates of packages", codes: Object.keys(templateEntries) },
  { title: "Settling a day", codes: Object.keys(runEntries) },
  { title: "Tables and ledgers", codes: Object.keys(ledgerEntries) },
  { title: "Positions against limits", codes: Object.keys(limitRunEntries) },
  { title: "Verifying", codes: Object.keys(verifyEntries) },
  { title: "Printing", codes: Object.keys(printEntries) },
];

/** A finding as a report says it: whether it stops the build, its sentence, and what to do next. */
export type Said = { readonly severity: string; readonly message: string; readonly help?: string };

/** The findings in a rendered report, by code, in its order. */
export function saidIn(report: string): [code: string, said: Said][] {
  const found: [string, Said][] = [];
  for (const part of report.split(/^(?=(?:error|warning)\[)/m)) {
    const head = /^(error|warning)\[([a-z0-9-]+)\]: (.+)$/m.exec(part);
    if (head === null) continue;
    const help = /^ +help: (.+)$/m.exec(part)?.[1];
    const [, severity, code, message] = head as unknown as [string, string, string, string];
    found.push([code, { severity, message, ...(help === undefined ? {} : { help }) }]);
  }
  return found;
}

/** One page with every message of the compiler as it is really said, taken from the reports that the tests in `folder` hold it to. */
export function messages(folder: string): Promise<Map<string, string>> {
  const reports = filesBelow(folder, (file) => /\/(?:bad|golden\/(?:host|cli|run|grammar))\/[^/]+\.txt$/.test(file));
  const said = new Map<string, Said[]>();
  for (const file of reports) {
    for (const [code, one] of saidIn(fs.readFileSync(path.join(root, file), "utf8"))) {
      const known = said.get(code) ?? [];
      if (!known.some((other) => other.message === one.message)) said.set(code, [...known, one]);
    }
  }
  const placed = new Set(CHAPTERS.flatMap((chapter) => chapter.codes));
  const lost = codes.filter((code) => !placed.has(code));
  if (lost.length > 0) throw new Error(`the page of messages has no chapter for ${lost.join(", ")}`);
  return Promise.resolve(new Map([[TARGET, page(said)]]));
}

function page(said: ReadonlyMap<string, readonly Said[]>): string {
  const parts = [
    "# Every message, one after another",
    "What the compiler says when something is not right, in the words it says it in: each sentence below was brought about by a small text and is " +
      "held to by a test. The slanted sentence behind it is what to do next. Warnings let a build go on; everything else stops it. " +
      "`tenor explain CODE` prints the page of each with a wrong and a right example. This page is generated.",
  ];
  for (const chapter of CHAPTERS) {
    parts.push(`## ${chapter.title}`);
    for (const code of [...chapter.codes].sort()) {
      const all = said.get(code) ?? [];
      parts.push(all.length === 0 ? `**\`${code}\`**: said nowhere yet.` : paragraph(code as Code, all));
    }
  }
  return `${parts.join("\n\n")}\n`;
}

function paragraph(code: Code, all: readonly Said[]): string {
  const warning = all[0]?.severity === "warning" ? " (warning)" : "";
  const sentences = all.map(({ message, help }) =>
    help === undefined ? sentence(message) : `${sentence(message)} *${sentence(capital(help))}*`,
  );
  if (sentences.length === 1) return `**\`${code}\`**${warning}: ${sentences[0] as string}`;
  return [`**\`${code}\`**${warning}:`, ...sentences.map((one) => `- ${one}`)].join("\n");
}

function sentence(text: string): string {
  const safe = text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/\*(?! )|(?<! )\*|<(?=\w)/g, "\\$&")))
    .join("");
  return /[.?!]$/.test(safe) ? safe : `${safe}.`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
