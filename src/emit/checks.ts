import type { Emitter } from "./emitter.ts";
import { filingCheck } from "./filing/check.ts";

/** The checks of the emitters that have one, in the order of the registry; a check loads nothing of what writes files. */
export const emitterChecks: readonly Required<Pick<Emitter, "applies" | "check">>[] = [filingCheck];
