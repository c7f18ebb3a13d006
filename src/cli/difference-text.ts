import { counted } from "../diagnostic/counted.ts";
import type {
  DifferenceReport,
  LeafDifference,
  ProductDifference,
  TermDifference,
} from "../model/generated/difference.ts";
import { type Ink, plainInk } from "../run/table.ts";

const CLASSES: Readonly<Record<TermDifference["class"], string>> = {
  certification: "certified before it takes effect",
  notification: "weekly notification",
  none: "no filing",
};

/** The economic difference as a person reads it: of each contract the terms, how each change is filed, what follows, and by when. */
export function differenceText(report: DifferenceReport, ink: Ink = plainInk): string {
  const { before, after, products, onlyBefore, onlyAfter } = report;
  const lines = [
    ...(products.length === 0 ? [`${before} and ${after} state the same terms`] : []),
    ...products.flatMap((one) => productLines(one, ink)),
    ...(onlyBefore.length === 0 ? [] : [`only in ${before}: ${onlyBefore.join(", ")}`]),
    ...(onlyAfter.length === 0 ? [] : [`only in ${after}: ${onlyAfter.join(", ")}`]),
    ...(products.length === 0 ? [] : [ink("quiet", "Classes are a proposal for the signer and no legal advice.")]),
  ];
  return `${lines.join("\n")}\n`;
}

function productLines(one: ProductDifference, ink: Ink): string[] {
  const { changes, follows, months, listed, timing } = one;
  const named = one.folder === one.product ? one.product : one.folder;
  return [
    `${ink("title", named)} ${one.title}: ${changes.length === 0 ? "no term differs" : `${counted(changes.length, "term")} ${changes.length === 1 ? "differs" : "differ"}`}`,
    ...changes.flatMap((change) => changeLines(change, one.product, ink)),
    ...follows.map((row) =>
      ink("quiet", `  follows: ${placeOf(row, one.product)} ${row.leaves.map(leafText).join("; ")}`),
    ),
    ...months.map((row) => ink("quiet", `  follows: ${row.code} ${row.leaves.map(leafText).join("; ")}`)),
    ...(listed.both.length === 0
      ? []
      : [
          `  open months: ${counted(listed.both.length, "month")} listed in both, ${listed.both[0]} to ${listed.both[listed.both.length - 1]}`,
        ]),
    ...(listed.before.length + listed.after.length === 0
      ? []
      : [`  listed in one only: ${[...listed.before, ...listed.after].sort().join(", ")}`]),
    `  ${timing.provision}: ${timing.words}`,
    ...(timing.receivedBy === undefined
      ? []
      : [`  to take effect on ${timing.effective}: received by ${timing.receivedBy}`]),
    ...(timing.earliest === undefined
      ? []
      : [`  filed on ${timing.filed}: takes effect on ${timing.earliest} at the earliest`]),
    "",
  ];
}

function changeLines(change: TermDifference, product: string, ink: Ink): string[] {
  const { kind, before, after, leaves, follows, provision, reason, question } = change;
  const words =
    before !== undefined && after !== undefined && before !== after
      ? `${before} → ${after}`
      : kind === "added"
        ? `added: ${after}`
        : kind === "removed"
          ? `removed: ${before}`
          : leaves.map(leafText).join("; ");
  return [
    `  ${ink("name", placeOf(change, product))}: ${words}`,
    `    ${ink(change.class === "certification" ? "bad" : "good", CLASSES[change.class])}, ${provision}: ${reason}`,
    ...(question === undefined ? [] : [`    to be answered by the signer: ${question}`]),
    ...(follows.length === 0 ? [] : [ink("quiet", `    follows: ${follows.map(leafText).join("; ")}`)]),
  ];
}

function placeOf({ of, name, field }: { of: string; name: string; field: string }, product: string): string {
  const own = of === "product" && name === product;
  return own ? field || "head" : `${name}${field === "" ? "" : `/${field}`}`;
}

function leafText({ at, before, after }: LeafDifference): string {
  const short = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
  return `${at} ${short(before ?? "none")} → ${short(after ?? "none")}`;
}
