import { capital, periodName, spaced } from "../../emit/filing/words.ts";
import { branchesOf } from "../../emit/vectors/branches.ts";
import type { ContractModel } from "../../model/model.ts";
import { el, type Piece, table } from "../piece.ts";

/** What a calculator says of a price: the way it took, those it passed over and each step. */
type Priced = {
  readonly period?: string;
  readonly price?: string;
  readonly value?: string;
  readonly amount?: unknown;
  readonly tier?: string;
  readonly skipped?: readonly { readonly tier?: string; readonly text?: string; readonly reason: string }[];
  readonly steps?: readonly { readonly text: string; readonly value: string; readonly clause: string }[];
};

/** One line of a waterfall as it went. */
type Line = { readonly tier: string; readonly text: string; readonly clause: string };

/** An answer of the calculator as a waterfall with its steps, or as a table where no price is chosen; and what it is in one sentence. */
export function settlement(
  model: ContractModel,
  name: string,
  answer: unknown,
): { readonly pieces: readonly Piece[]; readonly said: string } {
  const lines = linesOf(model, name);
  const found = answer as Priced & { readonly months?: readonly Priced[] };
  if (Array.isArray(found?.months)) {
    const months = found.months as readonly Priced[];
    const said = months.map((one) => `${nameOf(one)} ${one.price ?? "none"}${by(one, lines)}`).join("; ");
    return { said, pieces: months.map((one) => priced(one, lines)) };
  }
  if (typeof found === "object" && found !== null && Array.isArray(found.steps)) {
    const at = taken(found, lines);
    const one = at === undefined ? found : { ...found, tier: at };
    return { said: `${figure(one)}${by(one, lines)}`, pieces: [priced(one, lines), rest(found)] };
  }
  return { said: plain(answer), pieces: [rest(answer)] };
}

const figure = ({ price, value, amount }: Priced): string =>
  price ?? value ?? (typeof amount === "string" ? amount : "settled");

const nameOf = ({ period }: Priced): string => (period === undefined ? "" : periodName(period));

function by({ tier }: Priced, lines: readonly Line[]): string {
  const found = lines.find((one) => one.tier === tier);
  return found === undefined ? "" : `, by ${found.text}`;
}

/** The lines of a waterfall with the words of their clauses. */
function linesOf(model: ContractModel, name: string): Line[] {
  const words = new Map(model.clauses.map(({ id, text }) => [id, text]));
  const tiers = new Map(
    [
      ...(model.product?.dailySettlement.groups ?? []).flatMap((one) => one.tiers),
      ...(model.product?.dailySettlement.newlyListed ?? []),
    ].map((one) => [one.id, one.text]),
  );
  return branchesOf(model)
    .filter((one) => one.function === name && !/\/(?:floor|cap)$/.test(one.tier))
    .map(({ tier, clause }) => ({ tier, clause, text: tiers.get(tier) ?? wordsOf(words.get(clause)) ?? tier }));
}

/** The words of a clause, without what stands in its block. */
const wordsOf = (text: string | undefined): string | undefined => text?.split("{")[0]?.trim() || text;

/** The line of a price that does not name it: the one behind those it passed over, where the lines stand in one row. */
function taken({ tier, skipped = [] }: Priced, lines: readonly Line[]): string | undefined {
  if (tier !== undefined || lines.some((one) => one.tier.split("/").length > 2)) return tier;
  return lines[skipped.length]?.tier;
}

function priced(one: Priced, lines: readonly Line[]): Piece {
  const group = one.tier?.split("/")[0];
  const shown = lines.filter(
    (line) =>
      group === undefined || line.tier.split("/")[0] === group || !lines.some((other) => other.tier.includes("-")),
  );
  const heading = nameOf(one);
  return el(
    "div",
    { is: "priced" },
    el("h4", {}, ...(heading === "" ? [] : [`${heading}: `]), el("strong", { is: "price" }, figure(one))),
    shown.length > 1 ? waterfall(one, shown) : undefined,
    stepList(one),
  );
}

/** The lines as they were tried: passed over with the reason, taken, or not reached. */
function waterfall({ tier, skipped = [] }: Priced, lines: readonly Line[]): Piece {
  const at = lines.findIndex((one) => one.tier === tier);
  return el(
    "ol",
    { is: "waterfall", with: { "aria-label": "Lines of the waterfall, as they were tried" } },
    lines.map((line, place) => {
      const reason =
        skipped.find((one) => one.tier === line.tier)?.reason ?? (place < at ? skipped[place]?.reason : undefined);
      const state = place === at ? "taken" : place < at ? "passed" : "below";
      const says = { taken: "taken", passed: `passed over: ${reason ?? "it has no price"}`, below: "not reached" }[
        state
      ];
      return el(
        "li",
        { is: `line-${state}`, clauses: [line.clause] },
        el("span", { is: "line-text" }, line.text),
        el("span", { is: "line-state" }, says),
      );
    }),
  );
}

function stepList({ steps = [] }: Priced): Piece | undefined {
  if (steps.length === 0) return undefined;
  return table(
    "Steps",
    ["Step", "Comes to"],
    steps.map(({ text, value }) => [text, el("code", {}, value)]),
    steps.map(({ clause }) => [clause]),
  );
}

const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set([
  "steps",
  "tier",
  "skipped",
  "months",
  "price",
  "value",
  "evidence",
]);

/** What else an answer says, in a table of its parts. */
function rest(answer: unknown): Piece {
  const leaves = leavesOf(answer, []).filter(([name]) => name !== "");
  if (typeof answer !== "object" || answer === null) return el("p", {}, el("strong", { is: "price" }, String(answer)));
  if (leaves.length === 0) return "";
  return table(
    "What it says",
    ["Part", "Value"],
    leaves.map(([name, value]) => [capital(name), el("code", {}, value)]),
  );
}

function leavesOf(value: unknown, name: readonly string[]): [string, string][] {
  if (typeof value !== "object" || value === null) return [[name.join(" "), String(value)]];
  return Object.entries(value).flatMap(([key, one]) =>
    name.length === 0 && SHOWN_ELSEWHERE.has(key)
      ? []
      : leavesOf(one, [...name, Array.isArray(value) ? String(Number(key) + 1) : spaced(key)]),
  );
}

function plain(answer: unknown): string {
  const leaves = leavesOf(answer, []);
  return leaves
    .slice(0, 6)
    .map(([name, value]) => (name === "" ? value : `${name} ${value}`))
    .join(", ");
}
