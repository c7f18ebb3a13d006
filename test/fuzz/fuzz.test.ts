import { test } from "uvu";
import * as assert from "uvu/assert";
import { readCorpus } from "./corpus.ts";
import { mutantOf } from "./mutant.ts";
import { judgeAll } from "./pool.ts";
import { givenSeed } from "./seed.ts";
import { add, emptyTally, reached, tableOf, total } from "./tally.ts";

/** Bounded here, and one in three formatted and emitted; `npm run soak` judges a million, each to the end. */
const CASES = Number(process.env["TENOR_FUZZ_CASES"] ?? 10_000);
const seed = givenSeed();
const again = (number: number): string => `TENOR_SEED=${seed.word} npm run soak -- --case ${number}`;

test(`${CASES} mutants of every spec go through the whole compiler (TENOR_SEED=${seed.word})`, async () => {
  const tally = emptyTally();
  await judgeAll({
    ...{ seed: seed.number, from: 0, to: CASES, processes: 2, formats: 3, emits: 3 },
    take: (verdicts) => {
      for (const one of verdicts) add(tally, one);
      return true;
    },
  });
  const sum = total(tally);
  process.stdout.write(`\nfuzz: ${CASES} mutants, TENOR_SEED=${seed.word}\n${tableOf(tally)}`);
  const told = tally.problems.map((one) => `${one.kind} of ${one.path}: ${one.what}\n${again(one.number)}`);
  assert.equal(told, []);
  assert.is(sum.cases, CASES);
  assert.ok(reached(sum) >= 1 / 3, `only ${reached(sum)} of all reach resolving`);
  assert.ok(
    sum.near / sum.withFindings >= 4 / 5,
    `only ${sum.near} of ${sum.withFindings} are told of near the damage`,
  );
  assert.ok(
    sum.formatted > CASES / 12 && sum.emitted > CASES / 100,
    `${sum.formatted} formatted, ${sum.emitted} emitted`,
  );
  assert.ok(CASES < 5_000 || Object.keys(tally.kinds).length >= 30, Object.keys(tally.kinds).join(" "));
});

test("a seed and a number always give the same mutant", () => {
  const made = () => {
    const corpus = readCorpus();
    return Array.from({ length: 50 }, (_, number) => {
      const { kind, roots, text, bytes } = mutantOf(corpus, seed.number, number * 97);
      return [kind, roots, text ?? [...(bytes ?? [])]];
    });
  };
  assert.equal(made(), made());
});

test.run();
