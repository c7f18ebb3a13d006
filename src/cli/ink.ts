import { fstatSync } from "node:fs";
import { colours } from "./colours.ts";
import { type Ink, plainInk } from "../run/table.ts";

/**
 * Whether what is written to a descriptor is coloured: only on a terminal, and only where `NO_COLOR` is not set to some text
 * (no-color.org). Nothing else counts: a `CI` or `FORCE_COLOR` of the surroundings must not change what a program reads from us.
 */
export function coloured(descriptor: 1 | 2): boolean {
  return (process.env["NO_COLOR"] ?? "") === "" && isTerminal(descriptor);
}

/** What knows terminals knows networks as well and takes a while to load: a file or a pipe is told without it. */
function isTerminal(descriptor: 1 | 2): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule("node:tty").isatty(descriptor);
  } catch {
    return false;
  }
}

/** The colours of standard output. */
export function outputInk(): Ink {
  if (!coloured(1)) return plainInk;
  const paint: Record<Parameters<Ink>[0], (text: string) => string> = {
    title: (text) => colours.bold(colours.cyan(text)),
    name: colours.bold,
    quiet: colours.dim,
    good: colours.green,
    bad: (text) => colours.bold(colours.red(text)),
  };
  return (part, text) => paint[part](text);
}
