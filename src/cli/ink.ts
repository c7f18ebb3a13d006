import { isatty } from "node:tty";
import pico from "picocolors";
import { type Ink, plainInk } from "../run/table.ts";

/** The colours of standard output: none where it is no terminal or `NO_COLOR` is set. */
export function outputInk(): Ink {
  const colours = pico.createColors(isatty(1) && process.env["NO_COLOR"] === undefined);
  if (!colours.isColorSupported) return plainInk;
  const paint: Record<Parameters<Ink>[0], (text: string) => string> = {
    title: (text) => colours.bold(colours.cyan(text)),
    name: colours.bold,
    quiet: colours.dim,
    good: colours.green,
    bad: (text) => colours.bold(colours.red(text)),
  };
  return (part, text) => paint[part](text);
}
