import type { Code } from "../../../src/diagnostic/catalogue.ts";

/**
 * What a designer wrote in the place of what stands in a spec, the one finding that follows at that place with its help, and whether it has a fix,
 * which then makes the spec sound.
 */
export type Slip = readonly [stands: string, wrote: string, code: Code, help: string, fix: "mended" | "told"];
