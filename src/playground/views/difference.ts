import { configEmitter } from "../../emit/engine-config/emitter.ts";
import { spaced } from "../../emit/filing/words.ts";
import { difference as differing } from "../../format/difference.ts";
import type { ContractModel } from "../../model/model.ts";
import { el, type Piece, table } from "../piece.ts";

/** Lines of text that are shown of what changed. */
const LINES = 200;

/** How a contract differs from another version of its text: the terms an engine would load, and the lines. */
export function difference(
  before: ContractModel | undefined,
  after: ContractModel,
  texts: { readonly before: string; readonly after: string },
): Piece[] {
  if (texts.before === texts.after)
    return [el("p", { is: "none" }, "The text is as it was. Change something, and what it means stands here.")];
  const lines = differing(texts.before, texts.after, LINES);
  return [
    ...terms(before, after),
    el("h4", {}, "Lines"),
    el(
      "pre",
      { is: "lines", with: { tabindex: "0", role: "region", "aria-label": "Lines that changed" } },
      lines.map((one) => el(one.startsWith("+") ? "ins" : one.startsWith("-") ? "del" : "span", {}, `${one}\n`)),
    ),
  ];
}

function terms(before: ContractModel | undefined, after: ContractModel): Piece[] {
  if (before === undefined)
    return [
      el("p", {}, "The other version has an error or does not make this contract, so its terms cannot be compared."),
    ];
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].filter(
    (name) => old.get(name)?.text !== now.get(name)?.text,
  );
  const rows = together(names.map((name) => ({ name, was: old.get(name)?.text, is: now.get(name) })));
  if (names.length === 0)
    return [
      el("p", {}, "Only words changed: every term that an engine loads, and every day of every contract, is the same."),
    ];
  return [
    table(
      rows.length === 1 ? "One term changed" : `${rows.length} terms changed`,
      ["Term", "Was", "Is"],
      rows.map(({ name, was, is }) => [
        name,
        el("del", {}, was ?? "not there"),
        el("ins", {}, is?.text ?? "not there"),
      ]),
      rows.map(({ is }) => is?.clauses ?? []),
    ),
  ];
}

type Changed = { readonly name: string; readonly was: string | undefined; readonly is: Leaf | undefined };

/** The same change in several contract months is one, and says in how many. */
function together(changes: readonly Changed[]): Changed[] {
  const found = new Map<string, Changed[]>();
  for (const one of changes) {
    const [group = "", , ...rest] = one.name.split(PART);
    const key = group === LISTED ? JSON.stringify([rest, one.was, one.is?.text]) : one.name;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()].map((alike) => {
    const first = alike[0] as Changed;
    if (alike.length === 1) return first;
    const [, , ...rest] = first.name.split(PART);
    return { ...first, name: [`${alike.length} contracts`, ...rest].join(PART) };
  });
}

const PART = " › ";
const LISTED = "instruments";

type Leaf = { readonly text: string; readonly clauses: readonly string[] };

/** What names an item of a list, so that one that moved is the same. */
const NAMES = ["name", "role", "scheme", "id", "code", "scope", "date", "tradeDate"];
/** Where a text stands is no term of it. */
const PLACES: ReadonlySet<string> = new Set(["clause", "clauses", "path", "line", "text", "schedule", "compiler"]);

/** Every term of what engines load, by a name that people read. */
function leavesOf(model: ContractModel): ReadonlyMap<string, Leaf> {
  const found = new Map<string, Leaf>();
  if (!configEmitter.applies(model)) return found;
  const { artifacts, trace } = configEmitter.emit(model);
  for (const { path, content } of artifacts) {
    const clauses = new Map(trace.filter(({ file }) => file === path).map((one) => [one.at, one.clauses]));
    const walk = (value: unknown, pointer: string, name: readonly string[]): void => {
      if (typeof value !== "object" || value === null) {
        found.set(name.join(PART), { text: String(value), clauses: clauses.get(pointer) ?? [] });
        return;
      }
      for (const [key, one] of Object.entries(value)) {
        if (PLACES.has(key)) continue;
        const called = Array.isArray(value) ? nameOf(one, key) : spaced(key);
        walk(one, `${pointer}/${key}`, [...name, called]);
      }
    };
    walk(JSON.parse(content), "", []);
  }
  return found;
}

function nameOf(item: unknown, at: string): string {
  const fields = (typeof item === "object" ? item : {}) as Readonly<Record<string, unknown>>;
  const key = NAMES.find((one) => typeof fields[one] === "string");
  return key === undefined ? String(Number(at) + 1) : String(fields[key]);
}
