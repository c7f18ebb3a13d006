import { catalogue, type Code, codes } from "./catalogue.ts";
import type { Severity } from "./entry.ts";
import { didYouMean, suggest } from "./suggest.ts";
import { visible } from "./visible.ts";

/** The page of a diagnostic, or a sentence that says there is no such code and names the likeliest ones. */
export type Explanation =
  | { readonly kind: "page"; readonly code: Code; readonly severity: Severity; readonly text: string }
  | { readonly kind: "unknown"; readonly text: string; readonly suggestions: readonly string[] };

/** What `tenor explain CODE` prints: `word` may be spelt with capitals or as it stands in a report, `error[code]`. Ends with a line break. */
export function explain(word: string): Explanation {
  const bare = (/^(?:error|warning)\[(.*)\]:?$/.exec(word.trim())?.[1] ?? word).trim().toLowerCase();
  const code = codes.find((one) => one === bare);
  if (code === undefined) {
    const suggestions = suggest(bare, codes);
    const hint = didYouMean(suggestions);
    return {
      kind: "unknown",
      suggestions,
      text: `there is no diagnostic \`${visible(word)}\`${hint === undefined ? "" : `; ${hint}`}\n`,
    };
  }
  const { severity, page } = catalogue[code];
  return { kind: "page", code, severity, text: `# ${code} (${severity})\n\n${page.trim()}\n` };
}
