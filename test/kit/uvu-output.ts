/** What one uvu process said about its files. */
export type Said = {
  readonly passed: number;
  readonly failed: number;
  /** Files in which no test ran: no `.run()` at the end, or nothing to run. */
  readonly silent: readonly string[];
  /** The reasons of `skipped: …` lines, in order. */
  readonly skips: readonly string[];
  /** Tests that uvu itself left out: `.skip`, or those beside an `.only`. */
  readonly leftOut: number;
  /** Whether the process came to its end: the totals are there and agree with the files. */
  readonly complete: boolean;
};

/** Reads the output of `uvu --no-color` for the given files (paths below the test folder). */
export function readUvu(output: string, files: readonly string[]): Said {
  const known = new Set(files);
  const ran = new Map<string, number>();
  let file: string | undefined;
  let passed = 0;
  let total = 0;
  const skips: string[] = [];
  for (const line of output.split("\n")) {
    if (known.has(line.trim()) && !ran.has(line.trim())) {
      file = line.trim();
      ran.set(file, 0);
    }
    const count = / {2}\((\d+) \/ (\d+)\)$/.exec(line);
    if (count && file !== undefined) {
      passed += Number(count[1]);
      total += Number(count[2]);
      ran.set(file, (ran.get(file) ?? 0) + Number(count[2]));
    }
    const skip = /(?:^|\s)skipped: (.+)$/.exec(line);
    if (skip) skips.push(skip[1] as string);
  }
  const totals = /\n {2}Total: {5}(\d+)\n {2}Passed: {4}(\d+)\n {2}Skipped: {3}(\d+)\n/.exec(output);
  return {
    passed,
    failed: total - passed,
    silent: files.filter((one) => (ran.get(one) ?? 0) === 0),
    skips,
    leftOut: Number(totals?.[3] ?? 0),
    complete: totals !== null && Number(totals[1]) === total && Number(totals[2]) === passed,
  };
}
