import type { Piece } from "../piece.ts";

/** A line of the sheet: its name, what it says, and the clauses it states. */
export type Row = { readonly name: string; readonly says: readonly Piece[]; readonly clauses: readonly string[] };

/** A line of one sentence. */
export function row(name: string, says: Piece | readonly Piece[], ...clauses: readonly (string | undefined)[]): Row {
  return {
    name,
    says: Array.isArray(says) ? (says as readonly Piece[]) : [says as Piece],
    clauses: clauses.filter((one) => one !== undefined),
  };
}
