import * as fs from "node:fs";
import { memoryHost } from "../../src/host/memory.ts";
import { type Desk, makeDesk } from "../../src/server/desk.ts";
import { filesBelow, inProject } from "./files.ts";

const shipped = Object.fromEntries(
  filesBelow("specs", (one) => one.endsWith(".tenor") || one.endsWith(".csv")).map((one) => [
    one.slice("specs/".length),
    fs.readFileSync(inProject(one), "utf8"),
  ]),
);

/** A desk over the shipped specs and `files`, which stand beside them. */
export function deskOf(files: Readonly<Record<string, string>> = {}): Desk {
  return makeDesk(memoryHost({ files: { ...shipped, ...files } }));
}

/** The text of a shipped spec, `gpu/gph.tenor`. */
export function shippedText(path: string): string {
  const text = shipped[path];
  if (text === undefined) throw new Error(`there is no spec ${path}`);
  return text;
}

/** Opens `path` with a text in which `¦` marks a place, and gives the desk and the place. */
export function openAt(path: string, marked: string): { readonly desk: Desk; readonly offset: number } {
  const offset = marked.indexOf("¦");
  if (offset < 0) throw new Error("no place is marked");
  const desk = deskOf();
  desk.set(path, marked.replace("¦", ""));
  return { desk, offset };
}
