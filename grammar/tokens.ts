import type { TokenType } from "chevrotain";
import { createToken, number, SKIPPED } from "./token-type.ts";
import { Glue, Name, Phrase } from "./word-classes.ts";
import { wordTypes } from "./words.ts";

/**
 * Everything a `.tenor` text is made of. Dates and clock times are lexed liberally and judged later, where a message can say more;
 * the slips authors make most (`1,000`, `4:00pm`, `$5`, en dashes, curly quotes) have patterns of their own, so that each gets its own
 * sentence and is then read as what was meant.
 */

const token = (name: string, pattern: RegExp, label = name): TokenType =>
  createToken({ name, pattern, label, categories: Phrase });

const skipped = (name: string, pattern: RegExp, group: string = SKIPPED): TokenType =>
  createToken({ name, pattern, group });

export const Blank = skipped("Blank", /[ \t\r\n\f\v]+/);
export const Doc = createToken({ name: "Doc", pattern: /\/\/\/[^\r\n]*/ });
export const Comment = skipped("Comment", /\/\/[^\r\n]*/, "comments");

/** `word:` and `"text":`, the main decision: a value ends where the next key begins, whatever is in it. */
export const Key = createToken({ name: "Key", pattern: /[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*[ \t]*:(?!\/\/)/ });
export const TextKey = createToken({ name: "TextKey", pattern: /"[^"\r\n]*"[ \t]*:/ });

export const Text = token("Text", /"[^"\r\n]*"/, "a text");
export const Zone = token(
  "Zone",
  /(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[A-Za-z_]+(?:[/+-][A-Za-z0-9_]+)*/,
  "a time zone",
);

export const OnOrAfter = token("OnOrAfter", /on[ \t\f\v]+or[ \t\f\v]+after(?![\w-])/);
export const OnOrBefore = token("OnOrBefore", /on[ \t\f\v]+or[ \t\f\v]+before(?![\w-])/);
export const InPlaceOf = token("InPlaceOf", /in[ \t\f\v]+place[ \t\f\v]+of(?![\w-])/);
export const AtMost = token("AtMost", /at[ \t\f\v]+most(?![\w-])/);
export const AtLeast = token("AtLeast", /at[ \t\f\v]+least(?![\w-])/);
export const MoreThan = token("MoreThan", /more[ \t\f\v]+than(?![\w-])/);

export const DateLiteral = token("DateLiteral", /\d{4}-\d{1,2}-\d{1,2}(?![\w-])/, "a date");
export const MonthLiteral = token("MonthLiteral", /\d{4}-(?:\d{1,2}|Q\d|W\d{1,2})(?![\w-])/, "a month");
export const Ordinal = token("Ordinal", /\d+(?:st|nd|rd|th)(?:-last)?(?![\w-])/, "an ordinal");
export const Clock = token("Clock", /\d{1,2}:\d{2}(?::\d{2})?(?![\w:])/, "a clock time");
export const NumberLiteral = token("NumberLiteral", /\d[\d_]*(?:\.\d[\d_]*)?(?!\w|\.\d+[A-Za-z_])/, "a number");

export const LBrace = createToken({ name: "LBrace", pattern: /\{/, label: "{" });
export const RBrace = createToken({ name: "RBrace", pattern: /\}/, label: "}" });
export const LBracket = token("LBracket", /\[/, "[");
export const RBracket = token("RBracket", /\]/, "]");
export const LParen = token("LParen", /\(/, "(");
export const RParen = token("RParen", /\)/, ")");
export const Semicolon = createToken({ name: "Semicolon", pattern: /;/, label: ";" });
export const Comma = token("Comma", /,/, ",");
export const Dots = token("Dots", /\.\./, "..");
export const Dot = token("Dot", /\./, ".");
export const Plus = token("Plus", /\+/, "+");
export const Minus = token("Minus", /-/, "-");
export const Star = token("Star", /\*/, "*");
export const Slash = token("Slash", /\//, "/");
export const Percent = token("Percent", /%/, "%");

export const Compare = createToken({ name: "Compare", categories: Phrase, label: "a comparison" });
const compare = (name: string, pattern: RegExp, label: string) =>
  createToken({ name, pattern, label, categories: [Compare, Phrase] });
export const AtMostSign = compare("AtMostSign", /<=/, "<=");
export const AtLeastSign = compare("AtLeastSign", />=/, ">=");
export const Differs = compare("Differs", /!=/, "!=");
export const Less = compare("Less", /</, "<");
export const Greater = compare("Greater", />/, ">");
export const Equals = compare("Equals", /=/, "=");

/** Virtual: made by the layout pass where an item ends. Its offset is the end of the token before it. */
export const Separator = createToken({ name: "Separator", label: "the end of the line" });
/** Virtual: `case { … }` and `first of { … }` inside a value, their block lowered beside it. */
export const CaseBlock = createToken({ name: "CaseBlock", label: "case", categories: Phrase });
export const FirstBlock = createToken({ name: "FirstBlock", label: "first of", categories: Phrase });

/** Virtual: a word in letters that nobody can guess; it was reported, and its value is not read. */
export const Unread = createToken({ name: "Unread", categories: Phrase, label: "a word" });

/** What an author may write by mistake, and the token it is read as once the mistake was reported. */
export type Slip = { readonly type: TokenType; readonly reading: Reading };

/** `split`: into the tokens that were meant; `poison`: its value is not read, because what was meant cannot be known. */
export type Reading = TokenType | "skip" | "split" | "poison";

const slip = (name: string, pattern: RegExp, reading: Reading): Slip => ({
  type: createToken({ name, pattern, categories: Phrase }),
  reading,
});

export const slips: readonly Slip[] = [
  slip("SlipClockRange", /\d{1,2}:\d{2}[ \t]?(?:-|\u2013|\u2014)[ \t]?\d{1,2}:\d{2}/, "split"),
  slip("SlipMeridiem", /\d{1,2}(?::\d{2})?[ \t]?(?:am|pm|AM|PM|a\.m\.|p\.m\.)(?![\w-])/, Clock),
  slip(
    "SlipSlashDate",
    /\d{1,2}([/.-])\d{1,2}\1\d{4}(?!\d)|\d{4}([/.])\d{1,2}\2\d{1,2}(?!\d)|\d{4}\u5e74\d{1,2}\u6708\d{1,2}\u65e5/,
    "poison",
  ),
  slip("SlipDecimalComma", /0,\d+(?![\w,])/, NumberLiteral),
  slip("SlipThousands", /\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])/, NumberLiteral),
  slip("SlipCurrency", /[$\u20ac\u00a3\u00a5][ \t]?\d[\d_]*(?:\.\d+)?/, NumberLiteral),
  slip("SlipExponent", /\d[\d_]*(?:\.\d+)?[eE][+-]?\d+(?![\w])/, NumberLiteral),
  slip("SlipDigitKey", /\d+[A-Za-z_]\w*-[\w-]*[ \t]*:(?![\d/])/, "poison"),
  slip("SlipApostrophe", /[A-Za-z_][\w-]*['\u2019][A-Za-z]+/, Name),
  slip("SlipGlued", /\d[\d_]*(?:\.\d+)?[A-Za-z_][\w]*/, "split"),
  slip("SlipLeadingDot", /\.\d+/, NumberLiteral),
  slip("SlipMinus", /[A-Za-z_][\w]*(?:-[A-Za-z_]\w*)*-\d[\d_]*\.\d+/, "poison"),
  slip("SlipAddress", /https?:\/\/[^\s"{}]*/, Text),
  slip("SlipCurly", /[\u201c\u201d\u201e\u201f][^"\r\n\u201c\u201d\u201e\u201f]*["\u201c\u201d\u201e\u201f]?/, Text),
  slip("SlipSingle", /['\u2018\u2019\u201a][^'"{}\r\n\u2018\u2019\u201a]*['\u2018\u2019\u201a]?/, Text),
  slip("SlipUnclosed", /"[^"{}\r\n]*/, Text),
  slip("SlipDash", /[\u2010-\u2015\u2212]/, Minus),
  slip("SlipArrow", /=>|=<|\u2265|\u2264/, Compare),
  slip("SlipEqual", /===?/, Equals),
  slip("SlipUnequal", /!==|<>|\u2260/, Differs),
  slip("SlipTimes", /\u00d7|\u00b7|\u00f7/, Star),
  slip("SlipComment", /#[^\r\n]*|\/\*(?:(?!\/\*|\*\/)[\s\S])*\*\/|\/\*[^\r\n]*|\*\//, "skip"),
  slip("SlipColon", /:/, "poison"),
  slip("SlipAssign", /:=/, "poison"),
  slip("SlipEllipsis", /\u2026|\.\.\./, "poison"),
];

const bad = (name: string): TokenType => (slips.find((one) => one.type.name === name) as Slip).type;

/** In the order the lexer tries them: the longer or more special pattern first. */
export const lexed: readonly TokenType[] = [
  Blank,
  Doc,
  Comment,
  bad("SlipComment"),
  TextKey,
  Text,
  bad("SlipUnclosed"),
  bad("SlipCurly"),
  bad("SlipSingle"),
  bad("SlipAddress"),
  bad("SlipMinus"),
  OnOrAfter,
  OnOrBefore,
  InPlaceOf,
  AtMost,
  AtLeast,
  MoreThan,
  bad("SlipApostrophe"),
  Key,
  Zone,
  Name,
  bad("SlipClockRange"),
  bad("SlipMeridiem"),
  bad("SlipSlashDate"),
  DateLiteral,
  MonthLiteral,
  Clock,
  bad("SlipDecimalComma"),
  bad("SlipThousands"),
  Ordinal,
  NumberLiteral,
  bad("SlipExponent"),
  bad("SlipDigitKey"),
  bad("SlipGlued"),
  bad("SlipCurrency"),
  LBrace,
  RBrace,
  LBracket,
  RBracket,
  LParen,
  RParen,
  Semicolon,
  Comma,
  bad("SlipEllipsis"),
  Dots,
  bad("SlipLeadingDot"),
  Dot,
  Plus,
  bad("SlipDash"),
  Minus,
  Star,
  Slash,
  Percent,
  bad("SlipUnequal"),
  bad("SlipArrow"),
  bad("SlipEqual"),
  bad("SlipTimes"),
  bad("SlipAssign"),
  bad("SlipColon"),
  AtMostSign,
  AtLeastSign,
  Differs,
  Less,
  Greater,
  Equals,
];

/** The vocabulary of both parsers. */
export const vocabulary: TokenType[] = [
  Phrase,
  Glue,
  Compare,
  Separator,
  CaseBlock,
  FirstBlock,
  Unread,
  ...wordTypes,
  ...lexed.filter((type) => type !== Blank && type !== Comment),
];

number(vocabulary);
