import type { IToken } from "chevrotain";
import type { Diagnostic, Fix } from "../src/diagnostic/diagnostic.ts";
import { diagnostic } from "../src/diagnostic/diagnostic.ts";
import type { Span } from "../src/text/source.ts";

/** The finding for a slip token: its own sentence, and the mend where there is only one. */
export function slipDiagnostic(token: IToken, at: Span): Diagnostic {
  const text = token.image;
  const replace = (better: string): { fixes: Fix[] } => ({
    fixes: [{ title: `write \`${better}\``, edits: [{ span: at, text: better }] }],
  });
  switch (token.tokenType.name) {
    case "SlipClockRange": {
      const [from, until] = text.split(/[-\u2013\u2014]/) as [string, string];
      return diagnostic("clock-range", at, { from, until }, replace(`${from} until ${until}`));
    }
    case "SlipMeridiem": {
      const better = fromMeridiem(text);
      return diagnostic(
        "clock-meridiem",
        at,
        { text, ...(better === undefined ? {} : { better }) },
        better === undefined ? {} : replace(better),
      );
    }
    case "SlipSlashDate":
      return slashedDate(text, at);
    case "SlipThousands": {
      const better = text.replaceAll(",", "_");
      return diagnostic("thousands-comma", at, { text, better }, replace(better));
    }
    case "SlipCurrency": {
      const number = text.slice(1).trim();
      return diagnostic("currency-sign", at, { sign: text.charAt(0), number });
    }
    case "SlipExponent": {
      const better = writtenOut(text);
      return diagnostic(
        "number-with-exponent",
        at,
        { text, ...(better === undefined ? {} : { better }) },
        better === undefined ? {} : replace(better),
      );
    }
    case "SlipDecimalComma": {
      const better = text.replace(",", ".");
      return diagnostic("thousands-comma", at, { text, better }, replace(better));
    }
    case "SlipDigitKey":
      return diagnostic("colon-alone", { ...at, start: at.end - 1 }, { text: ":" });
    case "SlipApostrophe":
      return diagnostic("single-quotes", at, {});
    case "SlipGlued": {
      const [, number, word] = /^([\d_]+(?:\.\d+)?)(.*)$/.exec(text) as unknown as [string, string, string];
      return diagnostic("number-glued", at, { text, better: `${number} ${word}` }, replace(`${number} ${word}`));
    }
    case "SlipLeadingDot":
      return diagnostic("number-without-zero", at, { text }, replace(`0${text}`));
    case "SlipMinus": {
      const cut = text.search(/-\d[\d_]*\.\d+$/);
      const better = `${text.slice(0, cut)} - ${text.slice(cut + 1)}`;
      return diagnostic("minus-without-spaces", at, { text, better }, replace(better));
    }
    case "SlipAddress":
      return diagnostic("address-without-quotes", at, {}, replace(`"${text}"`));
    case "SlipCurly":
      return diagnostic("curly-quotes", at, {}, replace(`"${text.replace(/[\u201c\u201d\u201e\u201f"]/g, "")}"`));
    case "SlipSingle":
      return diagnostic(
        "single-quotes",
        at,
        {},
        replace(`"${text.replace(/^['\u2018\u2019\u201a]|['\u2018\u2019\u201a]$/g, "")}"`),
      );
    case "SlipUnclosed":
      return diagnostic("text-not-closed", at, {});
    case "SlipDash": {
      const word = /[A-Za-z0-9]/;
      const range = word.test(at.source.text.charAt(at.start - 1)) && word.test(at.source.text.charAt(at.end));
      return diagnostic("dash-not-minus", at, { dash: text }, replace(range ? ".." : "-"));
    }
    case "SlipArrow": {
      const better = text === "=>" || text === "\u2265" ? ">=" : "<=";
      return diagnostic("comparison-misspelt", at, { text, better }, replace(better));
    }
    case "SlipEqual":
      return diagnostic("comparison-misspelt", at, { text, better: "=" }, replace("="));
    case "SlipUnequal":
      return diagnostic("comparison-misspelt", at, { text, better: "!=" }, replace("!="));
    case "SlipTimes":
      return diagnostic(
        "sign-misspelt",
        at,
        { text, better: text === "\u00f7" ? "/" : "*" },
        replace(text === "\u00f7" ? "/" : "*"),
      );
    case "SlipComment":
      return diagnostic("comment-misspelt", at, { text: text.startsWith("#") ? "#" : text.slice(0, 2) });
    case "SlipAssign":
      return diagnostic("colon-alone", at, { text });
    case "SlipColon":
      return diagnostic("colon-alone", at, { text });
    case "SlipEllipsis":
      return diagnostic("ellipsis", at, {});
    default:
      throw new Error(`the slip ${token.tokenType.name} has no sentence`);
  }
}

/** The digits of a number with an exponent, `_` between thousands; undefined where they would fill more than a line. */
export function writtenOut(text: string): string | undefined {
  const [, whole, part = "", power] = /^([\d_]+)(?:\.(\d+))?[eE]([+-]?\d{1,2})$/.exec(text) ?? [];
  if (whole === undefined || power === undefined || Math.abs(Number(power)) > 30) return undefined;
  const digits = whole.replaceAll("_", "") + part;
  const point = digits.length - part.length + Number(power);
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const grouped = padded
    .slice(0, at)
    .replace(/^0+(?=\d)/, "")
    .replace(/\B(?=(\d{3})+$)/g, "_");
  const rest = padded.slice(at);
  return rest === "" ? grouped : `${grouped}.${rest}`;
}

/** `4:00pm` as `16:00`; undefined when the hour is none of a clock of twelve. */
function fromMeridiem(text: string): string | undefined {
  const [, hour, minute = "00", half] = /^(\d{1,2})(?::(\d{2}))?[ \t]?([apAP])/.exec(text) as unknown as [
    string,
    string,
    string?,
    string?,
  ];
  const of12 = Number(hour);
  if (of12 < 1 || of12 > 12 || half === undefined) return undefined;
  const of24 = (of12 % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return `${String(of24).padStart(2, "0")}:${minute}`;
}

/**
 * `12.01.2027`, `9/1/2026`, `2027/1/12`: with points the day stands first, and of a number above 12 it is known that it is the day. Otherwise
 * both readings are named, and nothing is mended.
 */
function slashedDate(text: string, at: Span): Diagnostic {
  const parts = text.split(/[./\u5e74\u6708-]/).map((part) => Number.parseInt(part, 10));
  const [first = 0, second = 0, third = 0] = parts;
  const iso = (year: number, month: number, day: number) =>
    `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const readings =
    first > 31
      ? [iso(first, second, third)]
      : [
          ...(second <= 12 ? [iso(third, second, first)] : []),
          ...(first <= 12 && !text.includes(".") ? [iso(third, first, second)] : []),
        ];
  const [better, other] = [...new Set(readings)];
  if (better === undefined) return diagnostic("date-with-slashes", at, { text });
  if (other !== undefined) return diagnostic("date-with-slashes", at, { text, better, other });
  const fixes: Fix[] = [{ title: `write \`${better}\``, edits: [{ span: at, text: better }] }];
  return diagnostic("date-with-slashes", at, { text, better }, { fixes });
}
