import * as fs from "node:fs";
import { readCorpus } from "./corpus.ts";
import { makeJudge } from "./judge.ts";
import { mutantOf } from "./mutant.ts";

/** A process of the pool: says which mutant it has in hand before it begins with it, so that whoever waits knows what hangs. */
const corpus = readCorpus();
const judge = makeJudge(corpus);

process.on("message", ({ seed, sample, from, to }: Record<"seed" | "sample" | "from" | "to", number>) => {
  const verdicts = [];
  for (let number = from; number < to; number++) {
    fs.writeSync(1, `${number}\n`);
    verdicts.push(judge(mutantOf(corpus, seed, number), number % sample === 0));
  }
  process.send?.(verdicts);
});
