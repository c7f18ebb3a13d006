import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { python } from "./python.ts";
import { sqlTargets } from "./sql.ts";
import { rust } from "./rust.ts";
import type { Target } from "./target.ts";
import { wasm } from "./wasm.ts";

/** The languages that calculators are printed in, in the order in which their files are written. */
export const targets: readonly Target[] = [javascript, wasm, ...sqlTargets, python, java, rust];
