import { format } from "../../format/format.ts";
import { makeSource } from "../../text/source.ts";
import { CHANGE_FACTS, EXPLAINED_FACTS } from "../../emit/filing/change/facts.ts";
import { FILING_FACTS, isAskedOf, PERPETUAL_FACTS, UNDERLYING_FACTS } from "../../emit/filing/facts.ts";
import { type House, houseOf, importsFor, namesIn, type Texts } from "./house.ts";
import type { Known } from "./known.ts";
import { amendmentText } from "./amendment.ts";
import { deliveryText } from "./delivery.ts";
import { futureText, indexText, optionText, perpetualText, structuredText } from "./products.ts";
import { spreadText, stripText } from "./strategies.ts";
import type { Terms } from "./terms.ts";
import type { Answers, ScaffoldKind } from "./questions.ts";

const TEXTS: Readonly<Record<Exclude<ScaffoldKind, "filing">, (terms: Terms, known: Known) => string>> = {
  future: futureText,
  delivery: (terms, known) => deliveryText(terms, known.find(terms.answers["grade"] ?? "", "grade") === undefined),
  structured: structuredText,
  perpetual: perpetualText,
  option: optionText,
  spread: spreadText,
  strip: stripText,
  index: indexText,
  amendment: amendmentText,
};

/** The files of a first product or filing, in the one style: its own, and those of the house and index it stands on where the folder has none. */
export function scaffold(kind: ScaffoldKind, answers: Answers, known: Known): Texts {
  const path = fileOf(answers["name"] ?? "");
  if (kind === "filing") return new Map([[path, filingText(path, answers, known)]]);
  // A change of what is listed already stands in its house.
  const house = kind === "amendment" ? { ...houseOf(known), texts: new Map() } : houseOf(known);
  const made = new Map(house.texts);
  const index = kind === "index" ? undefined : answers["index"];
  const places = new Map<string, string>();
  if (index !== undefined && known.find(index, "index") === undefined) {
    const title = kind === "option" ? `${spelt(index, "INDEX")} Index` : `${answers["title"] ?? ""} Index`;
    const own = { ...answers, name: index, title, zone: "Europe/London" };
    const file = fileOf(index);
    places.set(index, file);
    made.set(file, withImports(file, "index", { ...own, publish: "16:30" }, house, known, places));
  }
  const future = kind === "option" && index !== undefined ? answers["future"] : undefined;
  if (future !== undefined && known.find(future, "future") === undefined) {
    const { tick = "" } = answers;
    const own = { ...answers, name: future, title: `${spelt(future, "FUTURE")} Futures`, "settlement-tick": tick };
    places.set(future, fileOf(future));
    made.set(fileOf(future), withImports(fileOf(future), "future", own, house, known, places));
  }
  made.set(path, withImports(path, kind, answers, house, known, places));
  return new Map([...made].map(([file, text]) => [file, styled(file, text)]));
}

/** A name as a title has it, such as `Reasoning Tokens` of REASONING_TOKENS_FUTURE: long words in small letters, and without the word that the title says anyway. */
function spelt(name: string, without: string): string {
  const words = name.split(/[_-]/).filter((word, at) => at === 0 || word.toUpperCase() !== without);
  return words.map((word) => (/^[A-Z]{5,}$/.test(word) ? word[0] + word.slice(1).toLowerCase() : word)).join(" ");
}

/** The file that a declaration is begun in. */
export function fileOf(name: string): string {
  return `${name.toLowerCase().replaceAll("_", "-")}.tenor`;
}

function withImports(
  path: string,
  kind: Exclude<ScaffoldKind, "filing">,
  answers: Answers,
  house: House,
  known: Known,
  places: ReadonlyMap<string, string>,
): string {
  const price = priceOf(kind, answers, known);
  const text = TEXTS[kind]({ answers, house, price }, known);
  const used = namesIn(text.replace(/"[^"\n]*"|\/\/.*/g, ""));
  const pathOf = (name: string) => places.get(name) ?? (name === answers["name"] ? undefined : house.pathOf(name));
  return `${importsFor(path, used, pathOf)}\n${text}`;
}

/** What a price counts: as the index says, or the future it is on. */
function priceOf(kind: ScaffoldKind, answers: Answers, known: Known): string {
  if (kind === "option" || kind === "spread" || kind === "strip")
    return (
      known.contractPriceOf(answers["future"] ?? "") ??
      known.priceOf(answers["index"] ?? "") ??
      answers["price"] ??
      "USD"
    );
  return (kind === "index" ? undefined : known.priceOf(answers["index"] ?? "")) ?? answers["price"] ?? "USD";
}

/** What does not parse stays as it is: its findings say why. */
function styled(path: string, text: string): string {
  const made = format(makeSource(path, text));
  return made.kind === "formatted" ? made.text : text;
}

/** A filing with the facts that are known, and behind `//` each that nobody has told yet, with what asks for it. */
function filingText(path: string, answers: Answers, known: Known): string {
  const { name = "", product = "", kind: _, title: said, ...facts } = answers;
  const changed = known.find(product, "amendment");
  const title =
    said ?? (changed === undefined ? `Listing of ${product}` : (changed.declaration.title?.value ?? product));
  const lines = Object.entries(facts).map(([key, value]) => `  ${key}: ${fact(key, value)}\n`);
  const wanted =
    changed === undefined
      ? { ...listingFacts(product, known), exhibits: EXHIBITS }
      : { ...CHANGE_FACTS, "on-file": ON_FILE, ...EXPLAINED_FACTS, "open-positions": OPEN, exhibits: EXHIBITS };
  const open = Object.entries(wanted).filter(([key]) => facts[key] === undefined);
  const asked = open.map(([key, why]) => `  // ${key}: "…"  // ${why}\n`);
  const still =
    asked.length === 0
      ? ""
      : `\n  // Not told yet. Take away the first two strokes and write what is true; days and numbers stand without quotes.\n${asked.join("")}`;
  const names = [product, ...namesIn(facts["on-file"] ?? ""), ...namesIn(facts["products"] ?? "")];
  const imports = importsFor(path, names, (one) => known.find(one)?.path);
  const [about, form] =
    changed === undefined
      ? [`the listing of ${product}. All else in the filing is generated from the contract`, "40.2"]
      : [`the amendment ${product}. All else in the filing is generated from what it changes`, "40.6"];
  return styled(
    path,
    `${imports}\n// What only people know about ${about}.\nfiling ${name} "${title}" for ${product} {\n  form: "${form}"\n${lines.join("")}${still}}\n`,
  );
}

/** What the filing of a product's listing may have to state, by what its text says: a term that it states itself is not asked for again. */
function listingFacts(product: string, known: Known): Readonly<Record<string, string>> {
  const { keyword } = known.find(product) ?? {};
  const all = { ...FILING_FACTS, ...PERPETUAL_FACTS, ...UNDERLYING_FACTS };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([fact]) => isAskedOf(keyword ?? "future", fact) && (!BY_TERMS[fact] || BY_TERMS[fact](product, known)),
    ),
  );
}

/** Facts that terms of the product ask for, or answer. */
const BY_TERMS: Readonly<Record<string, (product: string, known: Known) => boolean>> = {
  chapter: (product, known) => known.termOf(product, "chapter") === undefined,
  "daily-move": (product, known) => known.states(product, "price-limits"),
  "price-series": (product, known) => known.termOf(product, "exercise/into") === "cash",
};

const ON_FILE = "the filings by which the contracts that change were listed, as names";
const OPEN = "what it means for positions in open months, core principles 2 and 3";
const EXHIBITS = "the sources that are enclosed, as a list of their names";

/** Days, numbers, lists and single words stand as they are; everything else is a text. */
function fact(key: string, value: string): string {
  if (
    key === "chapter" ||
    key === "on-file" ||
    key === "products" ||
    /^\d{4}-\d{2}-\d{2}$/.test(value) ||
    value === "none" ||
    value.startsWith("[")
  )
    return value;
  return `"${value}"`;
}
