import type { Code } from "./code.ts";
import { constant, handing } from "./code.ts";
import type { Section } from "./index-code.ts";
import type { SpecText } from "./spec-text.ts";

/** An exported function of a calculator that hands its one argument to the runtime. */
export type ExportedFunction = {
  readonly name: string;
  readonly argument: string;
  /** The expression that it returns. */
  readonly body: Code;
  /** What it answers, in a sentence without its full stop. */
  readonly says: string;
  /** The clause named beside that sentence. */
  readonly clause: string;
  /** All clauses that what it answers is made of. */
  readonly behind: readonly string[];
};

/** What a calculator says of one contract: the clauses it rests on, `worth`, `terms` and its functions. */
export function functionsSection(
  {
    cited,
    worth,
    terms,
    functions,
  }: {
    readonly cited: readonly { readonly clause: string }[];
    readonly worth: Code;
    readonly terms: Code;
    readonly functions: readonly ExportedFunction[];
  },
  spec: SpecText,
): Section {
  const stated = [...new Set(cited.map(({ clause }) => spec.cite(clause)))];
  return {
    parts: [
      constant("worth", worth, stated),
      constant("terms", terms),
      ...functions.map(({ name, argument, body, says, clause }) =>
        handing(name, [argument], `${says} (${spec.where(clause)}).`, body),
      ),
    ],
    trace: functions.map(({ name, behind }) => ({ at: `#${name}`, clauses: behind })),
  };
}
