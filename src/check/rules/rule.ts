import type { Context } from "../context.ts";

/** Something the text of one declaration alone tells. Findings are added to the context. */
export type CheckRule = { readonly name: string; readonly check: (context: Context) => void };
