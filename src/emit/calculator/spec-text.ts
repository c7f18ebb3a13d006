import type { Clause, ContractModel, Rounding } from "../../model/model.ts";

/** The words of the spec behind a clause, for comments: on one line, with where they stand. */
export type SpecText = {
  /** `words (path:line)`. */
  readonly cite: (clause: string) => string;
  /** `path:line`. */
  readonly where: (clause: string) => string;
};

/** The clauses of a model by their ids; an id that the model does not have is a bug of ours and throws. */
export function specText(model: ContractModel): SpecText {
  const clauses = new Map(model.clauses.map((clause) => [clause.id, clause]));
  const find = (id: string): Clause => {
    const clause = clauses.get(id);
    if (!clause) throw new Error(`the model names the clause ${id}, which it does not have`);
    return clause;
  };
  const where = (id: string): string => `${oneLine(find(id).path)}:${find(id).line}`;
  return { where, cite: (id) => `${oneLine(find(id).text.split("{")[0] as string)} (${where(id)})` };
}

/** Text that cannot end the comment it stands in, nor reorder what a reader sees. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/\*\//g, "* /")
    .trim();
}

/** `text` over several comment lines of at most 116 characters, each behind `start`. */
export function commentLines(text: string, start: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && start.length + last.length + word.length < 116)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `${start}${line}`).join("\n");
}

/** A rounding in the spec's words, such as `round nearest to 0.0001, ties toward previous settlement`. */
export function roundingInWords({ mode, increment }: Rounding): string {
  if (mode === "nearest-ties-toward") return `round nearest to ${increment}, ties toward previous settlement`;
  return mode === "toward" ? `round toward previous settlement to ${increment}` : `round ${mode} to ${increment}`;
}

/** How many decimals a plain decimal shows. */
export function decimalsOf(increment: string): number {
  const point = increment.indexOf(".");
  return point < 0 ? 0 : increment.length - point - 1;
}

/** What a model asks of a calculator before the issue that brings it; the checks refuse such specs, so it is a bug of ours. */
export function notYet(what: string, clause: string): never {
  throw new Error(`${clause}: calculators do not have ${what} yet, and no check refused it`);
}
