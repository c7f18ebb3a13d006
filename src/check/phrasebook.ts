import { ofField } from "./phrasebook-fields.ts";
import { MONTH_LETTERS } from "../value/contract-code.ts";

/** How something is often said, and how the language says it; `$1` and functions as in `String.replace`. */
type Phrase = readonly [said: RegExp, write: string | ((...parts: string[]) => string)];

const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const ORDINALS = ["second", "third", "fourth", "fifth"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** German weekdays in two letters, as timetables have them. */
const TAGE = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];

/** Zones by the abbreviations and cities people use for them; what could be two of them is left out. */
const ZONES: Readonly<Record<string, string>> = {
  CT: "America/Chicago",
  CST: "America/Chicago",
  CDT: "America/Chicago",
  ET: "America/New_York",
  EST: "America/New_York",
  EDT: "America/New_York",
  JST: "Asia/Tokyo",
  HKT: "Asia/Hong_Kong",
  SGT: "Asia/Singapore",
  GMT: "UTC",
  CET: "Europe/Berlin",
  CEST: "Europe/Berlin",
  MEZ: "Europe/Berlin",
  Chicago: "America/Chicago",
  London: "Europe/London",
  Frankfurt: "Europe/Berlin",
  Tokyo: "Asia/Tokyo",
  Singapore: "Asia/Singapore",
  Paris: "Europe/Paris",
};

const DAY = "(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)(?:day|nesday|sday|rsday|urday)?";
const short = (day: string): string => day.slice(0, 3);
const german = (day: string): string => DAYS[TAGE.indexOf(day)] ?? day;

const LONG = MONTHS.join("|");

/** `2027-01-11`, or `2027-01` without a day. */
function iso(year: string, month: string, day?: string): string {
  const two = (n: string | number) => String(n).padStart(2, "0");
  return `${year}-${two(MONTHS.indexOf(month) + 1)}${day === undefined ? "" : `-${two(day)}`}`;
}

/** In the order in which they are tried, each on what the one before left. */
const phrases: readonly Phrase[] = [
  [/\b(?:shall be|will be|is to be|falls on) /g, ""],
  [/\b(?:the(?! money)|each|an?) (?=[a-z0-9])/g, ""],
  [/^Good Friday$/, "Easter - 2 days"],
  [/\b(before|after) Good Friday$/, "$1 (Easter - 2 days)"],
  [/\bT ?\+ ?(\d+)\b/g, (_, n = "") => `${n} business day${n === "1" ? "" : "s"} after last-trading-day`],
  [
    new RegExp(`\\b(${NUMBERS.join("|")}) (?=(?:business|trading|calendar|week)?-? ?(?:days?|weeks?|months?)\\b)`, "g"),
    (_, word = "") => `${NUMBERS.indexOf(word) + 1} `,
  ],
  [
    new RegExp(`\\b(${ORDINALS.join("|")})(?=[ -](?:last|business|${DAY}))`, "g"),
    (_, word = "") => ["2nd", "3rd", "4th", "5th"][ORDINALS.indexOf(word)] ?? word,
  ],
  [/\b(first|last) (?:trading|working|bank(?:ing)?) day of\b/g, "$1 business day of"],
  [/\b(\d+) (?:trading|working|banking) days?\b/g, (_, n = "") => `${n} business day${n === "1" ? "" : "s"}`],
  [
    /\b(last trading|final settlement|first notice|last notice|first delivery|last delivery) day\b/g,
    (all = "") => all.replaceAll(" ", "-"),
  ],
  [
    /,? ?(?:if (?:it is )?(?:not (?:a )?business day|a holiday|closed)),? (?:then )?(?:on )?(preceding|following|next|previous) business day/g,
    (_, side = "") => ` or ${side === "next" ? "following" : side === "previous" ? "preceding" : side} business day`,
  ],
  [/^business day (?:immediately )?(?:preceding|prior to|before) /, "1 business day before "],
  [/^business day (?:immediately )?(?:following|after) /, "1 business day after "],
  [/(?<!\bor |ties )\b(?:immediately )?(?:preceding|prior to|ahead of) /g, "before "],
  [/(?<!\bor |ties )\b(?:immediately )?(?:following|subsequent to) /g, "after "],
  [/\b(\d{1,2})(?:st|nd|rd|th)(?: day)? of\b/g, "day $1 of"],
  [/\b(?:delivery|expiry|expiration|settlement) month\b/g, "contract month"],
  // A window that begins within one month ends in `month`, the index's own.
  [/(?<!before month.*)\bof month\b/g, "of contract month"],
  [/\b(?:arithmetic|simple) (?:mean|average)\b/g, "average"],
  [/\bduring (?=business|contract|last|days)/g, "over "],
  [/ if (?=volume|width|quorum|price)/g, " when "],
  [/ is (?:at least|no less than|not less than) /g, " >= "],
  [/ is (?:at most|no more than|not more than) /g, " <= "],
  [/ is (?:more|greater) than /g, " > "],
  [/ is less than /g, " < "],
  [/\b(trades|quotes) last (?=\d)/g, "$1 over last "],
  [/(\d) ?(?:percent|per cent|pct)\b/g, "$1%"],
  [/(\d) lots?\b/g, (_, n = "") => `${n} contracts`],
  [/(\d) mins?\b/g, "$1 minutes"],
  [/(\d) secs?\b/g, "$1 seconds"],
  [/(\d) hrs?\b/g, "$1 hours"],
  [/^([A-Z]{3}) per (?=[A-Za-z])/g, "$1 / "],
  [
    /\bto (\d{1,2}) (?:decimals?|decimal places|places)\b/g,
    (_, n = "") => `to ${n === "0" ? "1" : `0.${"0".repeat(Number(n) - 1)}1`}`,
  ],
  [/\b(\d+) consecutive months\b/g, "$1 consecutive"],
  [/^(?:next )(\d+) months\b/g, "$1 consecutive"],
  [
    /\[[FGHJKMNQUVXZ](?:, ?[FGHJKMNQUVXZ])*\]/g,
    (all = "") => all.replace(/[A-Z]/g, (code) => MONTHS[MONTH_LETTERS.indexOf(code)] ?? code),
  ],
  [
    new RegExp(`\\b(${DAY}) ?(?:to|through|thru|bis|-) ?(${DAY})(?= \\d)`, "g"),
    (_, a = "", b = "") => `${short(a)}..${short(b)}`,
  ],
  [
    new RegExp(`\\b(${TAGE.join("|")})\\.\\.(${TAGE.join("|")})\\b`, "g"),
    (_, a = "", b = "") => `${german(a)}..${german(b)}`,
  ],
  [/\b(\d{1,2})[.h](\d{2}) ?(?:Uhr|h)\b/g, "$1:$2"],
  [/\bat (\d{1,2})\.(\d{2})\b/g, "at $1:$2"],
  [
    new RegExp(`(\\d\\d:\\d\\d|\\bin) (${Object.keys(ZONES).join("|")})\\b`, "g"),
    (_, before = "", zone = "") => `${before} ${ZONES[zone] ?? zone}`,
  ],
  [/\bat most (\d+) ?: ?(\d+)/g, "at most $1 to $2"],
  [
    /\ballowed in ([A-Z]{2}(?: and [A-Z]{2}|, [A-Z]{2})*)(?=,|$)/g,
    (_, list = "") => `allowed in [${list.replaceAll(" and ", ", ")}]`,
  ],
  [/^for (?=\d+ (?:minutes|seconds|hours) at)/, ""],
  [/(?:\bunder |^)(Rule|Chapter) (\w+)/g, 'under "$1 $2"'],
  [/^"([A-Z][A-Z0-9_]*)"$/, "$1"],
  [/^FIFO\b/, "price-time"],
  [/^(?:contract month)$/, "from start of contract month to end of contract month"],
  [/\b(\d\d:\d\d) to (\d\d:\d\d)\b/g, "$1 until $2"],
  [/^(?:on )?([a-z-]+-day) (?:at )?(\d\d:\d\d)/, "on $1 at $2"],
  [
    new RegExp(`\\b(${LONG})[a-z]*\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, "g"),
    (_, m = "", d = "", y = "") => iso(y, m, d),
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|\\.)? (${LONG})[a-z]*\\.?,? (\\d{4})\\b`, "g"),
    (_, d = "", m = "", y = "") => iso(y, m, d),
  ],
  [new RegExp(`\\b(${LONG})[a-z]*\\.? (\\d{4})\\b`, "g"), (_, m = "", y = "") => iso(y, m)],
  [/^([FGHJKMNQUVXZ])(\d\d)$/, (_, code = "", y = "") => iso(`20${y}`, MONTHS[MONTH_LETTERS.indexOf(code)] ?? "")],
  [/\bhalf (even|away|up|down)\b/g, "half-$1"],
  [/^bankers\b/, "half-even"],
  [/^commercial\b/, "half-away"],
  [/ of (?:notional|contract value)\b/, ""],
  [/^none(?=, because)/, "no"],
  [/^no (?:later|more) than (\d+ (?:minutes|hours|seconds))(?: after .*)?$/, "within $1"],
  [/^(contracts?) (\d[\d_]*)$/, "$2 $1"],
  [/^([a-z-]+)\.$/, "$1"],
  [/^final-settlement (?:physical(?:ly)?(?:[- ](?:delivery|settled))?)$/, "final-settlement delivery"],
];

/** What reads well and has no meaning: an average over days names them, and so many last days are days of nothing. */
const NEVER = /\bof \S+ over last \d+ business days\b|^future$/;

/** What the words of a value behind `key` mean in the language, where the phrasebook knows them; undefined where it knows none. */
export function inTheLanguage(value: string, key?: string): string | undefined {
  // What stands in quotes is the author's own; it is put aside and back.
  const texts: string[] = [];
  const whole = /^"[A-Z][A-Z0-9_]*"$/.test(value);
  const named = value
    .replace(/^"((?:Rule|Chapter) [^"]*)"$/, 'under "$1"')
    .replace(/\b(on|from|uses|for) "([A-Z][A-Z0-9_]*)"/g, "$1 $2");
  const reasoned = named.replace(/\bbecause ([^"].*)$/, (_, words: string) => `because "${words.replaceAll('"', "")}"`);
  const bare = whole ? value : reasoned.replace(/"[^"\n]*"/g, (text) => `"${texts.push(text) - 1}"`);
  let said = ofField(key, bare);
  for (const [pattern, write] of phrases) said = said.replace(pattern, write as string);
  if ((said === bare && reasoned === value) || NEVER.test(said)) return undefined;
  return whole ? said : said.replace(/"(\d+)"/g, (_, place: string) => texts[Number(place)] ?? "");
}
