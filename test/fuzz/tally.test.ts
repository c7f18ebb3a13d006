import { test } from "uvu";
import * as assert from "uvu/assert";
import { readCorpus } from "./corpus.ts";
import { makeJudge } from "./judge.ts";
import { mutantOf } from "./mutant.ts";
import { add, emptyTally, joined, tableOf, type Tally } from "./tally.ts";

const CASES = 60;
const SEED = 7;

test("runs of some mutants each add up to the run of all", () => {
  const corpus = readCorpus();
  const judge = makeJudge(corpus);
  const verdicts = Array.from({ length: CASES }, (_, number) =>
    // Times differ from run to run.
    ({ ...judge(mutantOf(corpus, SEED, number), { format: true, emit: false }), cpu: number % 7 }),
  );
  const tallyOf = (from: number, to: number): Tally => {
    const tally = emptyTally();
    for (const one of verdicts.slice(from, to)) add(tally, one);
    add(tally, { ...verdicts[0]!, problems: [`wrong from ${from}`] });
    return tally;
  };
  const [first, second, third] = [tallyOf(0, 20), tallyOf(20, 45), tallyOf(45, CASES)];
  const all = tallyOf(0, CASES);
  for (const from of [20, 45]) add(all, { ...verdicts[0]!, problems: [`wrong from ${from}`] });
  const sum = joined([first, second, third]);
  assert.equal(tableOf(sum), tableOf(all));
  assert.equal(sum, all);
});

test("a problem of any run is one of the sum", () => {
  const one = emptyTally();
  one.problems.push({ number: 3, kind: "byte-flip", path: "a.tenor", what: "exception" });
  one.problemCount = 250;
  const other = { ...emptyTally(), problemCount: 1 };
  assert.equal(joined([other, one]).problems, one.problems);
  assert.is(joined([other, one]).problemCount, 251);
});

test.run();
