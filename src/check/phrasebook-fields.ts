/** How something is often said behind one field, and how the language says it; `$1` and functions as in `String.replace`. */
type Phrase = readonly [said: RegExp, write: string | ((...parts: string[]) => string)];

const SCALE: Readonly<Record<string, string>> = { thousand: "_000", million: "_000_000", billion: "_000_000_000" };
const MONEY: Readonly<Record<string, string>> = { dollar: "USD", euro: "EUR", pound: "GBP", yen: "JPY" };
const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
const SIDES: Readonly<Record<string, string>> = { short: "seller", long: "buyer" };

/** `130` for a premium of 30%, `95` for a discount of 5%. */
const around = (word: string, share: string): string =>
  String(word === "premium" ? 100 + Number(share) : 100 - Number(share));

const period: readonly Phrase[] = [
  [/^(?:between|from) (.+) and (.+)$/, "from $1 to $2"],
  [/^(?!from |of )(.+ days? .+|[a-z-]+-day) to (.+)$/, "from $1 to $2"],
];
const day: readonly Phrase[] = [
  [/\bfinal (?=(?:Mon|Tues|Wednes|Thurs|Fri)day|business)/, "last "],
  [/ in (?=contract (?:month|week|quarter|year))/g, " of "],
  [/,? or (?:the )?(?:previous|preceding|prior) business day(?: (?:if|when) .*)?$/, " or preceding business day"],
  [/,? or (?:the )?(?:next|following) business day(?: (?:if|when) .*)?$/, " or following business day"],
  [/^next (?=business day (?:after|following) )/, "1 "],
];
const money: readonly Phrase[] = [
  [/^(?:US )?(dollar|euro|pound|yen)s?\b/, (_, word = "") => MONEY[word] ?? word],
  [/^(usd|eur|gbp|jpy|sgd|chf)\b/, (all = "") => all.toUpperCase()],
];
const level: readonly Phrase[] = [
  [/^(\S+ contracts?) (?:in|during) ([a-z-]+-period)$/, "$1 from open of start of $2"],
  [/\bfrom (?=start of |[a-z-]+-day\b|\d+ business days? )/g, "from open of "],
  [/^(\S+ contracts?) accountability$/, "accountability $1"],
];
const names: readonly Phrase[] = [
  [/\bbona fide hedg(?:e|es|ing)\b/, "bona-fide-hedge"],
  [/ (?:or|and) /g, ", "],
];
const share: readonly Phrase[] = [
  [/ \(proposed\)$/, ", proposed"],
  [/^(\d+%) (?!of\b)(?=[a-z])/, "$1 of "],
  [/^1\.(\d)(\d?) \* /, (_, tenth = "", hundredth = "") => `1${tenth}${hundredth === "" ? "0" : hundredth}% of `],
];
const body: readonly Phrase[] = [[/^([A-Z][\w-]*), under/, "by $1, under"]];

const fields: Readonly<Record<string, readonly Phrase[]>> = {
  publish: [
    [/^(?:at )?(\d\d:\d\d) daily$/, "daily $1"],
    [/^every day (?:at )?/, "daily "],
  ],
  licence: [[/^(?:(?:to|through|up to) )?(\d{4}-\d\d-\d\d)$/, "until $1"]],
  restate: [
    [/^(?:by|before|up to) (?=\d)/, "until "],
    [/, not after /, ", never after "],
  ],
  quorum: [
    [/\bat least (?=\d)/g, ""],
    [/ and (?=\d)/g, ", "],
  ],
  weights: [[/^(?:equal(?:ly)? weight(?:ed|s|ing)?|equally)(?=,|$)/, "equal"]],
  value: [
    [/^weighted average of /, "weighted mean of "],
    [/,? rounded (?=half|down|up|nearest)/, ", round "],
  ],
  "empty-part": [[/^(?:omit(?:ted)?|skip(?:ped)?|ignore|left out)$/, "leave out"]],
  weekend: [[/ and /g, ", "]],
  size: [[/(\d) (thousand|million|billion) (?=[a-zA-Z])/, (_, n = "", word = "") => `${n}${SCALE[word] ?? ""} `]],
  price: [...money, [/^([A-Z][\w-]*) average over /, "average of $1 over "]],
  premium: money,
  contract: [
    [/^calendar (?=month|week|quarter|year)/, ""],
    [/^(month|week|quarter|year)ly$/, "$1"],
    [/^annual$/, "year"],
  ],
  months: [
    [/ \+ /g, " and "],
    [/(\d+) (?:nearest|nearby|near|front|serial) (?:contract )?months?/, "$1 consecutive"],
    [/(\d+) (?:quarterly|quarter) months?/, "$1 of [Mar, Jun, Sep, Dec]"],
    [
      new RegExp(`\\bof (${MONTH}(?:,? (?:and )?${MONTH})+)`),
      (_, list = "") => `of [${(list.match(new RegExp(MONTH, "g")) ?? []).map((one) => one.slice(0, 3)).join(", ")}]`,
    ],
  ],
  add: [
    [/^(?:the )?next business day/, "1 business day"],
    [/ after (?:expiry|expiration)$/, " after last-trading-day of expiring month"],
  ],
  "spot-period": period,
  "notice-days": period,
  "delivery-days": period,
  "last-close": [
    [/^(?:at )?(\d\d:\d\d)$/, "on last-trading-day at $1"],
    [/^(?:at )?(\d\d:\d\d) on ([a-z-]+-day)$/, "on $2 at $1"],
  ],
  trade: [[/\b(\d\d)(\d\d) (until|to) (\d\d)(\d\d)\b/g, "$1:$2 until $4:$5"]],
  "spot-month": level,
  "single-month": level,
  "all-months": level,
  exemptions: names,
  grade: names,
  locations: names,
  band: [[/^(\d+%(?:, ?\d+%)*) of /, "[$1] of "]],
  halt: [[/ and (?=stop|\d)/g, ", "]],
  "no-cancellation": [[/^(?=\d+ ticks)/, "within "]],
  maintenance: share,
  initial: share,
  "inter-month": share,
  retail: [[/^(?:no|none|forbidden|prohibited|not permitted|not admitted)$/, "not allowed"]],
  style: [[/^(european|american)[- ]style$/i, (_, word = "") => word.toLowerCase()]],
  paid: [
    [/^futures? style$/, "futures-style"],
    [/^(?:up ?front|in advance)$/, "up-front"],
  ],
  underlying: [
    [/^(?:nearest )?([A-Z][A-Z0-9_]*)(?: month)?$/, "nearest $1 month with last-trading-day on or after expiry"],
    [/ month expiring (on or after|after) /, " month with last-trading-day on or after "],
  ],
  automatic: [
    [/^in-the-money/, "in the money"],
    [/^in the money by (?:at least )?(\d[\d.]*)(?: or more)?$/, "in the money by >= $1 against settlement"],
    [/^in the money by (>= \d[\d.]*)$/, "in the money by $1 against settlement"],
  ],
  contrary: [[/^(?:(?:by|before|until) )?(\d\d:\d\d)/, "until $1"]],
  into: [[/^cash[- ]settlement$/, "cash"]],
  model: [
    [/^Black[- ]?(?:19)?76\b/i, "black-76"],
    [/, (?=\d+ decimals$)/, ", carry "],
  ],
  year: [[/^(?:act\/)?(360|365)(?: days)?$/i, "$1"]],
  volatility: body,
  rate: body,
  differentials: [
    [/ at (?:a )?(premium|discount) of (\d+)%/g, (_, word = "", n = "") => ` at ${around(word, n)}% of price`],
    [/ at (?:a )?discount of (?=\d)/g, " at -"],
    [/ at (?:a )?premium of (?=\d)/g, " at "],
    [/ at (\d+%)(?=,|$)/g, " at $1 of price"],
    [/ at 1\.(\d)(\d?) \* price/g, (_, tenth = "", next = "") => ` at 1${tenth}${next === "" ? "0" : next}% of price`],
    [/(?<!\bat) par\b/g, " at par"],
  ],
  notice: [
    [/\bby (?:the )?(short|long)\b/, (_, side = "") => `by ${SIDES[side] ?? side}`],
    [/\bby the (?=seller|buyer)/, "by "],
    [/\b(seller|buyer) by (?=\d)/, "$1 until "],
    [/ before [a-z-]*delivery-day$/, " before delivery"],
    [/^(\d+ business days? before delivery), (by .*)$/, "$2, $1"],
  ],
  tender: [
    [/\bin lots of\b/, "in multiples of"],
    [/^(?:the )?(seller|buyer) chooses (.*?)(?=,|$)/, "$2 by $1"],
  ],
  inspection: [
    [/\bby the (?=seller|buyer)/, "by "],
    [/,? (?:no later than |not later than )?(\d+ (?:business )?days?)(?: after delivery| of delivery)?$/, " within $1"],
    [/within within/, "within"],
  ],
  failure: [
    [/\b(seller|buyer) pays /g, "$1 "],
    [/(\d+%)(?=,|$)/g, "$1 of price"],
    [/(\d+(?:\.\d+)? [A-Z]{3})(?=,|$)/g, "$1 per contract"],
  ],
};

/** Days of a calendar, behind their names in quotes. */
const holidays: readonly Phrase[] = [
  [/^Good Friday$/, "Easter - 2 days"],
  [/^Easter Monday$/, "Easter + 1 day"],
  [/^Easter Sunday$/, "Easter"],
  [/^(Friday|Thursday) before Easter(?: Sunday)?$/, (_, day = "") => `Easter - ${day === "Friday" ? 2 : 3} days`],
  [/^Monday after Easter(?: Sunday)?$/, "Easter + 1 day"],
  [new RegExp(`^(\\d{1,2}) (${MONTH})(?=,|$)`), (_, day = "", month = "") => `${month.slice(0, 3)} ${day}`],
  [/ in (?=[A-Z][a-z]+$)/, " of "],
  [/ since (?=\d{4})/, " from "],
  [/, (Mon|Fri|Thu|Tue)(?:day)? if /g, ", observed $1 if "],
];

/** Phrases of lines that have no key: of a waterfall, a ladder of strikes, a screen, a choice. */
const lines: readonly Phrase[] = [
  [/^(trades|offers|listings) from ([A-Z][\w-]*(?:, [A-Z][\w-]*)+)/, "$1 from [$2]"],
  [/^price lists from /, "listings from "],
  [/^(calendar .*) (\d{4}) ?(?:-|to) ?(\d{4})$/, "$1 $2..$3"],
  [/^(amendment [\w-]+(?: "\d+")?) (?:of|for) (?=[A-Z])/, "$1 to "],
  [/^(amendment .*) for months /, "$1 for contract months "],
  [/^(amendment .*) from contract month (?=\d)/, "$1 for contract months from "],
  [/^(amendment .*) for contract months (?=\d)/, "$1 for contract months from "],
  [/ if (?=[a-z]+ is )/, " where "],
  [/\b(?:deviates by|differs(?: by)?) more than /, "deviates more than "],
  [/ of total volume\b/, " of volume"],
  [/^previous value, at most (\d+ publications?)/, "previous value for at most $1"],
  [/^last value for /, "previous value for "],
  [/^(previous value for at most \d+) (?:days|times|prints)/, "$1 publications"],
  [/^([A-Z][A-Z0-9_]*) determines(?= under)/, "determination by $1"],
  [/^vwap (?=over)/, "vwap of trades "],
  [/\bof trades in (?:the )?last (?=\d)/, "of trades over last "],
  [/\bwhen (?:at least|no fewer than) (\d[\d_]* contracts?)/, "when volume >= $1"],
  [/^mid(?:point)? of (?:quotes|best bid and (?:offer|ask))(?! of)/, "midpoint of quotes"],
  [/\bwhen spread (?=[<>=])/, "when width "],
  [/^(?:settlement of (?:the )?previous day|prior settlement|previous day settlement)$/, "previous settlement"],
  [/^(?:every|in steps of) (?=\d)/, ""],
  [/(\d) %/g, "$1%"],
  [/ (?:up to|inside) (?=\d+% of)/, " within "],
  [/ of the (?=[A-Z][A-Z0-9_]* settlement\b)/, " of "],
  [/ if (?=premium|settlement)/, " when "],
  [/^(?:else|otherwise) (.+)$/, "$1 otherwise"],
];

/** Phrases of any field whose value may be chosen by a condition. */
const chosen: readonly Phrase[] = [
  [/ (?:when|if) (?:at least|>=) (\d+ (?:providers|sources|members))$/, " when >= $1"],
  [/^(\S+ when [^,]+), (?:otherwise|else) (\S+)$/, "case { $1; $2 otherwise }"],
];

/** What the words behind `key`, or of a line without one, mean in the language; the same words where the book knows none of them. */
export function ofField(key: string | undefined, value: string): string {
  const own =
    key === undefined
      ? lines
      : key.startsWith('"')
        ? holidays
        : Object.hasOwn(fields, key)
          ? (fields[key] as readonly Phrase[])
          : [];
  const dates = key !== undefined && /(?:-day|^expiry|^first|^last)$/.test(key) ? day : [];
  const reasons: readonly Phrase[] = key?.startsWith("principle-") === true ? [[/^not met(?=, because)/, "unmet"]] : [];
  const book = [...own, ...dates, ...reasons, ...(key === undefined ? [] : chosen)];
  return book.reduce((said, [pattern, write]) => said.replace(pattern, write as string), value);
}
