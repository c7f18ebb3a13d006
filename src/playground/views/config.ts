import { configEmitter } from "../../emit/engine-config/emitter.ts";
import type { ContractModel } from "../../model/model.ts";
import { el, type Piece } from "../piece.ts";

/** How many items of a list are shown; a schedule has hundreds that are alike. */
const SHOWN = 8;

/** What an exchange engine loads, with every value leading to its clause; long lists are cut and say so. */
export function config(model: ContractModel): Piece[] {
  if (!configEmitter.applies(model))
    return [el("p", { is: "none" }, "No engine loads this by itself: a contract that settles to it does.")];
  const { artifacts, trace } = configEmitter.emit(model);
  return artifacts.flatMap(({ path, content }) => {
    const clauses = new Map(trace.filter(({ file }) => file === path).map((one) => [one.at, one.clauses]));
    return [
      el("h4", {}, path),
      el(
        "pre",
        { is: "json", with: { tabindex: "0", role: "region", "aria-label": path } },
        lines(JSON.parse(content) as Json, "", "", "", clauses),
      ),
    ];
  });
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

type Clauses = ReadonlyMap<string, readonly string[]>;

/** The lines of a value as JSON has them, each an element that knows the clauses of its value. */
function lines(value: Json, pointer: string, indent: string, head: string, clauses: Clauses, tail = ""): Piece[] {
  const line = (text: string) => el("span", { is: "line", clauses: clauses.get(pointer) ?? [] }, `${text}\n`);
  if (typeof value !== "object" || value === null) return [line(`${indent}${head}${JSON.stringify(value)}${tail}`)];
  const list = Array.isArray(value);
  const entries = list ? value.map((one: Json, at) => [String(at), one] as const) : Object.entries(value);
  const [open, close] = list ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return [line(`${indent}${head}${open}${close}${tail}`)];
  const shown = list && entries.length > SHOWN + 1 ? entries.slice(0, SHOWN) : entries;
  const rest = entries.length - shown.length;
  return [
    line(`${indent}${head}${open}`),
    ...shown.flatMap(([name, one], at) =>
      lines(
        one,
        `${pointer}/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`,
        `${indent}  `,
        list ? "" : `${JSON.stringify(name)}: `,
        clauses,
        at + 1 === entries.length ? "" : ",",
      ),
    ),
    ...(rest === 0 ? [] : [el("span", { is: "line more" }, `${indent}  … and ${rest} more like these\n`)]),
    line(`${indent}${close}${tail}`),
  ];
}
