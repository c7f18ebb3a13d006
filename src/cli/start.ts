/**
 * `npm start`: compiles every spec in `specs/`, computes a published index again by the generated calculators, settles a small book, and
 * says what it made and where. Its exit code is not 0 when a spec has an error, a value differs or the book cannot be settled.
 */
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { processEnvironment } from "./environment.ts";
import { makeEverything } from "./everything.ts";
import { outputInk } from "./ink.ts";
import { summaryText } from "./summary.ts";
import { ERRORS, OK } from "./usage.ts";

process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../.."));
const environment = processEnvironment(undefined);
const { made, sound } = await makeEverything(environment, process.argv[2] ?? "out");
if (made !== undefined) environment.out(summaryText(made, outputInk()));
process.exitCode = sound ? OK : ERRORS;
