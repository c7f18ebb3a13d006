import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { placeOf } from "../host/failure.ts";
import { parseDay } from "../value/day.ts";

/** A date given as an option; one that is no day is a finding. */
export function dateOption(
  text: string | undefined,
  option: string,
): { readonly date?: string; readonly diagnostics: readonly Diagnostic[] } {
  if (text === undefined) return { diagnostics: [] };
  if (parseDay(text) !== undefined) return { date: text, diagnostics: [] };
  return { diagnostics: [diagnostic("usage-date", placeOf(option), { option, text })] };
}
