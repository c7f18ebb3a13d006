import * as fs from "node:fs";
import { inProject } from "./files.ts";

const LIBRARY = [
  "std/calendars/us.tenor",
  "std/calendars/common.tenor",
  "std/calendars/england.tenor",
  "std/calendars/us-banks.tenor",
  "std/calendars/power.tenor",
];
const OWN = ["with/parts.tenor", "with/product.tenor"];

/** The 20th of a month, or the weekday before it. */
function weekdayOf(month: string): string {
  const weekday = new Date(`${month}-20T00:00:00Z`).getUTCDay();
  return `${month}-${20 - (weekday === 6 ? 1 : weekday === 0 ? 2 : 0)}`;
}

/** The data files of the sources, with a row for each month that any fragment lists. */
function table(...columns: readonly string[]): string {
  const months = Array.from(
    { length: 120 },
    (_, at) => `${2026 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
  );
  return [
    ["month", ...columns].join(","),
    ...months.map((month) => [month, ...columns.map(() => weekdayOf(month))].join(",")),
    "",
  ].join("\n");
}
const INPUTS = fs.readFileSync(inProject("test/bad/with/inputs.csv"), "utf8");
const TABLES = {
  "inputs.csv": INPUTS,
  "with/inputs.csv": INPUTS,
  "schedule.csv": table("last-trading-day"),
  "published.csv": table("published"),
  "isin.csv": "code,isin\nNUMBEREDG27,ZZTENOR00015\n",
  "meetings.csv": table("last-trading-day", "decision", "expected"),
};

/** What the fragments of the manual name besides; all firms are fictional. */
const MORE = `
calendar UK_BANK "Banks" from ENGLAND { weekend: Sat, Sun }
calendar DESK "The desk" from US_EXCHANGE { weekend: Sat, Sun }
source SCHEDULE "Days" { date: 2026-10-01; file: "schedule.csv"; columns { month: month; last-trading-day: date } }
source USDA_SCHEDULE "Days" { date: 2026-10-01; file: "published.csv"; columns { month: month; published: date } }
source RENTALS "Usual rentals" { date: 2026-10-01; figures { usual-rental: 5_840 GPU_hour of H100_SXM } }
source ARENA "A ranking" { date: 2026-10-01 }
source WIDTH-STUDY "Widths" { date: 2026-10-01 }
grade STD_TOKEN "Standard token" { unit: token }
organisation NORTHWIND "Northwind" { country: US }
organisation SOLSTICE "Solstice" { country: US }
organisation HERON "Heron" { country: US }
index H200_RENTAL "H200 Rental Index" in Europe/London on WEEKDAYS from H100_RENTAL { price: USD / GPU_hour of H200_SXM }
index FULL "Trades and offers" in Europe/London on WEEKDAYS from H100_RENTAL {
  inputs { trades from [ALPHA, BETA, GAMMA]; offers from [ALPHA, BETA, GAMMA] }
  fallback { offers in place of trades when quorum fails; determination by XDEX under "Rule 901" }
}
profile DAILY { restate: until 17:30 }
profile HOUSE_TERMS { orders { max: 500 contracts } }
future F "The hours again" from GOOD {}
/// Buyers of compute budget by the hour.
future GPH "H100 hours" from GOOD {}
option GOOD_OPTION "Options on the hours" on GPH {
  venue: XDEX
  clearing: XDCC
  contract: month
  style: american
  underlying: nearest GPH month with last-trading-day on or after 1st business day of contract month
  premium: USD / GPU_hour of H100_SXM
  paid: up-front
  tick { outright: 0.001; settlement: 0.0001 }
  classification { cea: exempt-commodity, because "an option on a future has the commodity of the future" }
  listing { first: 2027-01-11; first-month: 2027-02; months: 2 consecutive; add: 1 business day after last-trading-day of expiring month }
  dates on US_EXCHANGE { last-trading-day: 3 business days before 1st business day of contract month; expiry: last-trading-day }
  sessions in America/Chicago on US_EXCHANGE { trade: Sun..Thu 17:00 until 16:00 next day; settlement: at 14:30, at early close when earlier }
  strikes { 0.05 within 50% of GPH settlement; initial: 2.40 }
  exercise { automatic: in the money by >= 0.01 against settlement; contrary: until 17:30; assignment: pro rata; into: GPH }
  marks { model: black-76, carry 10 decimals; rate: 4.25%; volatility: by XDCC, under "Rule 814"; year: 365; round: half-even to tick.settlement }
}
perpetual GOOD_PERPETUAL "Hours without an end" {
  venue: XDEX
  clearing: XDCC
  status: pending, because "whether it may be listed is not decided"
  underlying: H100_RENTAL
  size: 100 GPU_hour of H100_SXM
  price: USD / GPU_hour of H100_SXM
  tick { outright: 0.001; settlement: 0.0001 }
  classification { cea: exempt-commodity, because "capacity is a service" }
  listing { first: 2027-03-01 }
  sessions in UTC on EVERY_DAY { trade: Mon..Sun 00:00 until 24:00; settlement: at 16:00 }
  mark: median of [midpoint of quotes, last of trades, H100_RENTAL], round half-even to tick.settlement
  funding every 8 hours from 00:00 UTC { sample: midpoint of quotes / H100_RENTAL - 1; rate: mean of sample; clamp: 0.75%; pay: longs to shorts at rate * H100_RENTAL, round half-even to tick.settlement; missing-sample: leave out, at most 2 of 16, beyond that no payment }
}
/// Small buyers too.
future MGPH "Micro hours" from GOOD { size: 100 GPU_hour of H100_SXM; limits { basis: 25% of SUPPLY.lowest-month / size, round down to 1 contract; spot-month: 20_000 contracts from open of start of spot-period; reportable: 25 contracts }; orders { max: 50 contracts } }
future TGPH "Ten hours" from GOOD { size: 10_000 GPU_hour of H100_SXM; limits { reportable: 25 contracts }; orders { max: 50 contracts } }
`;

const DECLARED =
  /^(?:calendar|venue|clearing-house|organisation|source|grade|index|future|option|profile|unit) ([A-Za-z_][\w-]*)/gm;

function declaredIn(text: string): readonly string[] {
  return [...text.matchAll(DECLARED)].map((one) => one[1] as string);
}

/** The declarations of a text, each with the comments above it; together they are the text. */
function declarations(text: string): readonly string[] {
  return text.split(/^(?=(?:\/\/\/ .*\n)*[a-z-]+ [A-Za-z_][\w-]*\b)/m);
}

/** The days a contract needs, for a fragment whose `dates` are about others. */
const DAYS = [
  "last-trading-day: last business day of contract month",
  "final-settlement-day: 1 business day after last-trading-day",
  "spot-period: from 1st business day of contract month to last-trading-day",
  "lead-month: nearest month until 1st business day of it",
];

/** The facts of the shipped listing filing that a fragment does not state, citing the one source that fragments have. */
function facts(says: (field: string) => boolean): string {
  const shipped = fs
    .readFileSync(inProject("specs/filings/gph-40-2.tenor"), "utf8")
    .replace(/(?: ?\[[A-Z][A-Z0-9-]+\])+/g, " [METHOD]")
    .replace(/contract of 1,000 hours/, "contract")
    // What they name of the shipped contract, a fragment's has not: figures, rules of the venue, the table of inputs.
    .replace(/\bRules? \d+(?:, \d+)*(?: and \d+)?/g, "the rules")
    .replace(/\d[\d,]* contracts/g, "contracts")
    .replace(/within \d+ minutes/g, "at once")
    .replace('"H100-INPUTS"', '"INPUTS"');
  const lines = [...shipped.matchAll(/^ {2}([a-z0-9-]+): +([^[\n].*)$/gm)];
  const lists = [["consultations", '["three firms were asked in October 2026"]']];
  return [...lines.map((one) => one.slice(1)), ...lists]
    .filter(([field = ""]) => !says(field) && !(field.startsWith("signer-") && says("signer")))
    .map(([field, fact]) => `${field}: ${fact}; `)
    .join("");
}

/** A declaration of a fragment with what it is not about: it derives from the sound one of its kind, and has the days it needs. */
function completed(part: string): string {
  const says = (field: string) => new RegExp(`(?<![\\w-])"?${field}"?:`).test(part);
  const future = /^future ([A-Z]\w*)( "[^"\n]*")?( uses [^{\n]*)? \{/m;
  // `pay` states the `final-settlement-day` itself.
  const stated = (name: string) => says(name) || (name === "final-settlement-day" && says("pay"));
  const days = DAYS.filter((day) => !stated(day.slice(0, day.indexOf(":"))));
  const dates =
    (/\bdates\b[^:{]*\{/.test(part) || says("pay")) && days.length > 0
      ? ` dates on US_EXCHANGE { ${days.join("; ")} };`
      : "";
  const basis = /\boffers\b/.test(part) ? "FULL" : "H100_RENTAL";
  return part
    .replace(future, (all, name: string, title = "", uses = "") =>
      says("restates") ? all : `future ${name}${title} from GOOD${uses} {${dates}`,
    )
    .replace(
      /^index ([A-Z]\w*)( "[^"\n]*")?( in [^{\n]*?)?( uses [^{\n]*)? \{/m,
      (all, name: string, title = "", __, uses = "") =>
        /^ {2}price:/m.test(part) && /^ {2}value:/m.test(part)
          ? all
          : `index ${name}${title} in Europe/London on WEEKDAYS from ${basis}${uses} {`,
    )
    .replace(
      /^option ([A-Z]\w*)( "[^"\n]*")? on GPH \{/m,
      (_, name: string, title = "") => `option ${name}${title} on GPH from GOOD_OPTION {`,
    )
    .replace(/^perpetual P \{/m, "perpetual P from GOOD_PERPETUAL {")
    .replace(/^filing [A-Z]\w*( "[^"\n]*")?( for \w+)? \{/m, (all) => `${all} ${facts(says)}`)
    .replace(/^grade ([A-Z]\w*)( "[^"\n]*")? \{/m, (all) => (/^ *unit:/m.test(part) ? all : `${all} unit: token;`));
}

/** A text without its declarations of `names`, a block or a line each. */
function without(text: string, names: ReadonlySet<string>): string {
  return declarations(text)
    .filter((part) => !declaredIn(part).some((name) => names.has(name)))
    .join("");
}

/**
 * The files in which a fragment of the manual is compiled: the fragment as `example.tenor`, and beside it the parties, sources, calendars and the
 * sound future of the bad specs, but for what it declares itself. A future, index, option or perpetual `P` that derives from nothing derives from the sound
 * one, gets the days it does not name, and a filing the facts it does not state, so that a fragment need not say what it is not about.
 */
export function surrounded(fragment: string): Readonly<Record<string, string>> {
  const own = new Set(declaredIn(fragment));
  // A fragment that declares what the surroundings are made of stands alone, with the library.
  const alone = ["XDEX", "XDCC", "GPUX", "SUPPLY", "US_EXCHANGE", "US_EQUITY", "ENGLAND"].some((name) => own.has(name));
  const library = LIBRARY.filter((path) => {
    const names = declaredIn(fs.readFileSync(inProject(`specs/${path}`), "utf8"));
    // The banks of the United States are made from its exchanges.
    const american = path.endsWith("us-banks.tenor") && own.has("US_EXCHANGE");
    return !american && !names.some((name) => own.has(name));
  });
  const text = declarations(fragment.replace(/^import .*\n/gm, ""))
    .map(completed)
    .join("");
  const imports = (paths: readonly string[]) => paths.map((path) => `import "${path}"\n`).join("");
  if (alone) return { "example.tenor": `${imports(library)}\n${text}` };
  const beside = Object.fromEntries(
    OWN.map((path) => [
      path,
      without(fs.readFileSync(inProject(`test/bad/${path}`), "utf8"), own)
        .replace(/^import "std\/.*\n/gm, (line) => (library.some((one) => line.includes(one)) ? line : ""))
        .replace(/\bRENTAL\b/g, "H100_RENTAL")
        .replace("reportable:   25 contracts", "$&\n    exemptions:   bona-fide-hedge, spread")
        // A product of a size of its own would restate what scales with it.
        .replace(/^ {2}(?:limits \{[^}]*\}|orders .*)\n/gm, (block) => (/^ +size:/m.test(fragment) ? "" : block))
        .replace(
          '    "Rule 559"',
          '    "Rule 513": "Screening"\n    "Rule 588": "No cancellation"\n    "Rule 814": "Marks"\n    "Rule 559"',
        ),
    ]),
  );
  // The option is on the surroundings' own GPH.
  const inMore = own.has("GPH") ? new Set([...own, "GOOD_OPTION"]) : own;
  const more = `${imports([...library, ...OWN])}${without(MORE, inMore)}`;
  return {
    ...beside,
    ...TABLES,
    "more.tenor": more,
    "example.tenor": `${imports([...library, ...OWN, "more.tenor"])}\n${text}`,
  };
}
