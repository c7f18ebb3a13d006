import * as fs from "node:fs";
import { makeReady } from "./kit/command.ts";
import { inProject } from "./kit/files.ts";
import { runTests } from "./kit/runner.ts";

/** The suite never has fewer tests than this; raise it as it grows. */
const FLOOR = 250;

// `npm test` runs everything; `npm test -- PATTERN` the test files whose path matches.
const pattern = process.argv[2];
const ready = inProject(`node_modules/.under-test-${process.pid}`);
const result = await runTests({
  environment: makeReady(ready),
  folder: inProject("test"),
  ...(pattern === undefined ? {} : { pattern: new RegExp(pattern, "i") }),
  floor: pattern === undefined ? FLOOR : 0,
  requireData: process.env["TENOR_REQUIRE_DATA"] === "1",
  print: (text) => process.stdout.write(text),
});
fs.rmSync(ready, { recursive: true, force: true });
process.exitCode = result.ok ? 0 : 1;
