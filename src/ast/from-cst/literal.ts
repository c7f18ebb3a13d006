import type { IToken } from "chevrotain";
import type { NumberLiteral, Text } from "../nodes.ts";
import type { Clock } from "../time-nodes.ts";
import { tokenSpan } from "../../../grammar/place.ts";
import { type Context, report, spanOf, unquoted } from "./context.ts";

/** As numbers are written in the tree. */
const PLAIN = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const GROUPED = /^(?:\d+|\d{1,3}(?:_\d{3})+)(?:\.\d+)?$/;

/** The written decimal without its `_`; one that sets off no thousands is reported. */
export function numberOf(context: Context, token: IToken): NumberLiteral {
  const span = spanOf(context, token);
  if (PLAIN.test(token.image)) return { kind: "number", text: token.image, span };
  const digits = token.image.replace(/[^0-9.]/g, "");
  const text = digits.startsWith(".") ? `0${digits}` : digits;
  if (token.image.includes("_") && !GROUPED.test(token.image)) {
    const [whole = "", rest] = text.split(".");
    const better = whole.replace(/\B(?=(\d{3})+$)/g, "_") + (rest === undefined ? "" : `.${rest}`);
    report(
      context,
      "number-grouping",
      span,
      { text: token.image, better },
      { fixes: [{ title: `write \`${better}\``, edits: [{ span, text: better }] }] },
    );
  }
  if (/^0\d/.test(text)) {
    const better = text.replace(/^0+(?=\d)/, "");
    report(
      context,
      "number-with-zeros-before",
      span,
      { text: token.image, better },
      { fixes: [{ title: `write \`${better}\``, edits: [{ span, text: better }] }] },
    );
    return { kind: "number", text: better, span };
  }
  return { kind: "number", text, span };
}

/** A small whole number of the grammar itself, such as a year or an ordinal; undefined after a finding. */
export function wholeOf(context: Context, token: IToken): number | undefined {
  const digits = token.image.replaceAll("_", "");
  if (/^\d{1,6}$/.test(digits)) return Number(digits);
  return report(context, "number-out-of-range", tokenSpan(context.source, token), {
    what: "this number",
    least: "0",
    most: "999_999",
    value: token.image,
  });
}

export function textOf(context: Context, token: IToken): Text {
  return { kind: "text", value: unquoted(token), span: spanOf(context, token) };
}

/** `17:00`, `17:00:30`; a time no clock shows is reported. `24:00` is the end of the day. */
export function clockOf(context: Context, token: IToken): Pick<Clock, "hour" | "minute" | "second"> | undefined {
  const [, h = "", m = "0", s = "0", half] =
    /^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?[ \t]?([apAP])?/.exec(token.image) ?? [];
  const written = Number(h);
  const hour = half === undefined ? written : (written % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  const minute = Number(m);
  const second = Number(s);
  if (hour < 24 && minute < 60 && second < 60) return { hour, minute, second };
  if (hour === 24 && minute === 0 && second === 0) return { hour, minute, second };
  return report(context, "clock-impossible", tokenSpan(context.source, token), { text: token.image });
}
