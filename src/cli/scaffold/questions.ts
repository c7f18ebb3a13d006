import type { Keyword } from "../../ast/nodes.ts";
import { APPROVED_FACTS, CHANGE_FACTS, EMERGENCY_FACTS, EXPLAINED_FACTS } from "../../emit/filing/change/facts.ts";
import { FILING_FACTS, isAskedOf } from "../../emit/filing/facts.ts";
import { blockSpec } from "../../../grammar/fields.ts";
import type { Known } from "./known.ts";

/** The answers so far, by what was asked. */
export type Answers = Readonly<Record<string, string>>;

/** One thing a first text needs to know. A question without a default has to be answered. */
export type Question = {
  readonly key: string;
  readonly asks: string;
  readonly fallback?: (answers: Answers, known: Known) => string | undefined;
  /** Only asked where this holds. */
  readonly when?: (answers: Answers, known: Known) => boolean;
  /** What a declaration that is there says of it already: nobody is asked, and another answer is refused. */
  readonly settled?: (answers: Answers, known: Known) => string | undefined;
  /** It may stay without an answer. */
  readonly optional?: true;
};

/** What `tenor new` makes. */
export const scaffoldKinds = [
  "future",
  "delivery",
  "option",
  "spread",
  "strip",
  "perpetual",
  "structured",
  "index",
  "amendment",
  "filing",
] as const;

export type ScaffoldKind = (typeof scaffoldKinds)[number];

const only = (known: Known, keyword: Keyword): string | undefined => {
  const found = known.names(keyword);
  return found.length === 1 ? found[0]?.name : undefined;
};

const title: Question = {
  key: "title",
  asks: "Its title, as a filing prints it",
  fallback: ({ kind, name, against }) =>
    `${name} ${against === undefined ? (NOUNS[kind ?? ""] ?? "") : "Spreads"}`.trim(),
};

const NOUNS: Readonly<Record<string, string>> = {
  future: "Futures",
  delivery: "Futures",
  option: "Options",
  spread: "Calendar Spreads",
  strip: "Quarter Strips",
  perpetual: "Perpetual",
  structured: "Bounded Contracts",
  index: "Index",
};

const first: Question = { key: "first", asks: "The first day it trades, such as 2027-01-11" };

const index: Question = {
  key: "index",
  asks: "The index it settles to; one that is not declared yet is begun as well",
  fallback: ({ name }, known) => only(known, "index") ?? `${name}_INDEX`,
};

const price: Question = {
  key: "price",
  asks: "What a price counts: money per unit, such as USD / GPU_hour",
  settled: (answers, known) => known.priceOf(answers["index"] ?? ""),
  fallback: () => "USD / GPU_hour",
};

const unitOf = (answers: Answers, known: Known): string =>
  (known.priceOf(answers["index"] ?? "") ?? answers["price"] ?? "").split("/").slice(1).join("/").trim();

const size: Question = {
  key: "size",
  asks: "How much of it one contract is",
  fallback: (answers, known) => `1_000 ${unitOf(answers, known)}`,
};

const tick: Question = { key: "tick", asks: "The step in which prices move", fallback: () => "0.01" };

const settlementTick: Question = {
  key: "settlement-tick",
  asks: "The finer step of settlement prices",
  fallback: ({ tick: outright = "0.01" }) => (outright.includes(".") ? outright.replace(/\d$/, "0$&") : outright),
};

const calendar: Question = {
  key: "calendar",
  asks: "The calendar of its business days",
  fallback: () => "US_EXCHANGE",
};
const zone: Question = { key: "zone", asks: "The time zone of its sessions", fallback: () => "America/Chicago" };
const listed = (months: string): Question => ({
  key: "months",
  asks: "How many months are listed, or which, such as 4 of [Mar, Jun, Sep, Dec]",
  fallback: () => months,
});
const underlying = (asks: string): Question => ({ key: "future", asks, fallback: (_, known) => only(known, "future") });

const product = (asks: string): Question => ({ key: "product", asks, fallback: (_, known) => known.products()[0] });

/** The grade that prices of the index count. */
const gradeOf = (answers: Answers, known: Known): string | undefined =>
  / of (\w+)$/.exec(known.priceOf(answers["index"] ?? "") ?? answers["price"] ?? "")?.[1];

const strategy = (moves: string, months: string, ...legs: readonly Question[]): readonly Question[] => [
  underlying("The future whose months it ties together"),
  ...legs,
  title,
  { key: "tick", asks: moves, fallback: (answers, known) => known.tickOf(answers["future"] ?? "") },
  calendar,
  zone,
  first,
  listed(months),
];

/** Options on an index are on a future that ends in it, which is begun with them where there is none. */
const onIndex: readonly Question[] = [
  {
    key: "index",
    asks: "An index whose final price they pay on in cash; they are then on a future that ends in it, which is begun as well where there is none",
    optional: true,
  },
  {
    ...underlying("The future it is on"),
    fallback: ({ index: paid }, known) =>
      paid === undefined ? only(known, "future") : (futureOn(paid, known) ?? `${paid}_FUTURE`),
  },
  { ...price, when: beginsFuture },
  { ...size, when: beginsFuture },
];

function beginsFuture({ index: paid, future = "" }: Answers, known: Known): boolean {
  return paid !== undefined && known.find(future, "future") === undefined;
}

/** The one future of the folder that settles to an index. */
function futureOn(paid: string, known: Known): string | undefined {
  const found = known.names("future").filter((one) => known.indexOf(one.name) === paid);
  return found.length === 1 ? found[0]?.name : undefined;
}

/** What ties two futures together, where a spread is between two and not between months of one. */
const between: readonly Question[] = [
  {
    key: "against",
    asks: "Another future, for a spread between the two and not between months of one",
    optional: true,
  },
  {
    key: "rate",
    asks: "How much of the other counts for one unit of the first, such as 2 Mtoken / GPU_hour, where they are not counted alike",
    when: ({ against, future = "" }, known) =>
      against !== undefined && known.contractPriceOf(against) !== known.contractPriceOf(future),
  },
  {
    key: "legs",
    asks: "How many contracts of each it is",
    when: ({ against }) => against !== undefined,
    fallback: ({ future = "", against = "" }, known) =>
      known.sizeOf(future) === known.sizeOf(against) ? `+1 ${future}[month] -1 ${against}[month]` : undefined,
  },
];

const PRODUCT = [title, index, price, size, tick, settlementTick, calendar, zone, first];

const QUESTIONS: Readonly<Record<Exclude<ScaffoldKind, "filing">, readonly Question[]>> = {
  future: [...PRODUCT, listed("12")],
  delivery: [
    ...PRODUCT,
    listed("6"),
    {
      key: "grade",
      asks: "The grade that is delivered; one that is not declared yet is begun as well",
      fallback: (answers, known) => gradeOf(answers, known) ?? `${answers["name"]}_GRADE`,
    },
    { key: "place", asks: "The place it is delivered at", fallback: () => "CHICAGO" },
  ],
  structured: [
    ...PRODUCT,
    listed("6"),
    { key: "floor", asks: "The price it settles to at least" },
    { key: "cap", asks: "The price it settles to at most" },
  ],
  perpetual: [title, index, price, size, tick, settlementTick, first],
  option: [
    title,
    ...onIndex,
    { key: "strikes", asks: "The distance between its strikes", fallback: () => "0.05" },
    { key: "initial", asks: "A strike near the price of today" },
    {
      key: "tick",
      asks: "The step in which premiums move",
      fallback: (answers, known) =>
        known.tickOf(answers["future"] ?? "") ?? (answers["index"] === undefined ? undefined : "0.01"),
    },
    calendar,
    zone,
    first,
    listed("6"),
  ],
  spread: strategy("The step in which the difference moves", "6", ...between),
  strip: strategy("The step in which the mean moves", "2 of [Jan, Apr, Jul, Oct]"),
  amendment: [
    product("The product that is changed"),
    { key: "effective", asks: "The day from whose open it holds, such as 2027-09-01" },
    { key: "tick", asks: "The new step in which prices move; in the text any other term may stand in its place" },
    { ...title, fallback: ({ product: changed = "" }) => `Change of ${changed}` },
  ],
  index: [
    title,
    { ...price, settled: () => undefined },
    { key: "publish", asks: "The time of day at which it is published", fallback: () => "16:30" },
    { key: "zone", asks: "The time zone of that time", fallback: () => "Europe/London" },
  ],
};

/** The questions of one kind, in the order they are asked. Those of a filing are the facts that only people know. */
export function questionsOf(kind: ScaffoldKind): readonly Question[] {
  if (kind !== "filing") return QUESTIONS[kind];
  const facts = Object.entries(blockSpec("filing").fields).filter(([key]) => !SAID.has(key));
  const asked = (key: string, { product: of = "" }: Answers, known: Known) =>
    known.find(of, "amendment") === undefined
      ? !OF_AMENDMENTS.has(key) && isAskedOf(known.find(of)?.keyword ?? "future", key)
      : ofAmendment(key);
  return [
    product("The product it is for, or the amendment"),
    {
      ...title,
      fallback: ({ product: of = "" }, known) =>
        known.find(of, "amendment") === undefined
          ? `Listing of ${of}`
          : (known.find(of)?.declaration.title?.value ?? of),
    },
    ...facts.map(([key, field]): Question => ({
      key,
      asks: field.doc.replace(/^Of an amendment: /, "").replace(/\.$/, ""),
      when: (answers, known) => asked(key, answers, known),
      ...(key === "on-file"
        ? {
            fallback: ({ product: of = "" }, known) =>
              known.filingsOf(known.targetOf(of) ?? "").join(", ") || undefined,
          }
        : {}),
    })),
  ];
}

/** Facts that only the filing of an amendment has. */
const OF_AMENDMENTS: ReadonlySet<string> = new Set(
  [
    ...Object.keys(CHANGE_FACTS),
    ...Object.keys(EXPLAINED_FACTS),
    ...Object.keys(APPROVED_FACTS),
    ...Object.keys(EMERGENCY_FACTS),
    ...["on-file", "products", "open-positions", "routine-index-change"],
  ].filter((one) => !Object.hasOwn(FILING_FACTS, one)),
);

/** Whether a fact is one of an amendment's filing; those of approval and emergency are told by the compiler where such a form is chosen. */
function ofAmendment(key: string): boolean {
  if (Object.hasOwn(CHANGE_FACTS, key) || Object.hasOwn(EXPLAINED_FACTS, key)) return true;
  return ["on-file", "products", "open-positions", "filed-at", "exhibits", "consultations"].includes(key);
}

/** Facts of a filing that are said otherwise, or only where they differ from what is said. */
const SAID: ReadonlySet<string> = new Set([
  "product",
  "form",
  "signer",
  "contact-name",
  "contact-phone",
  "contact-email",
]);
