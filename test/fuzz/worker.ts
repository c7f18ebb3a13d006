import * as fs from "node:fs";
import { readCorpus } from "./corpus.ts";
import { makeJudge } from "./judge.ts";
import { mutantOf } from "./mutant.ts";

/** A process of the pool: says which mutant it has in hand before it begins with it, so that whoever waits knows what hangs. */
const corpus = readCorpus();
const judge = makeJudge(corpus);

type Order = Record<"seed" | "formats" | "emits" | "from" | "to", number>;

process.on("message", ({ seed, formats, emits, from, to }: Order) => {
  const verdicts = [];
  for (let number = from; number < to; number++) {
    fs.writeSync(1, `${number}\n`);
    const through = { format: number % formats === 0, emit: number % emits === 0 };
    verdicts.push(judge(mutantOf(corpus, seed, number), through));
  }
  process.send?.(verdicts);
});
