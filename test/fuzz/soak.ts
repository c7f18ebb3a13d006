import * as fs from "node:fs";
import { parseArgs } from "node:util";
import { readCorpus } from "./corpus.ts";
import { makeJudge } from "./judge.ts";
import { mutantOf } from "./mutant.ts";
import { judgeAll } from "./pool.ts";
import { givenSeed } from "./seed.ts";
import { add, emptyTally, tableOf, type Tally } from "./tally.ts";

/**
 * `npm run soak`: a million mutants, or `--cases N`, for at most `--minutes M`; `--state FILE` keeps the counts and goes on where the
 * last run with it stopped; `--formats N` formats one in N only, `--emits N` emits one in N. `--case N` judges one mutant here and shows it.
 */
const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "1000000" },
    minutes: { type: "string", default: "600" },
    processes: { type: "string", default: "2" },
    formats: { type: "string", default: "1" },
    emits: { type: "string", default: "10" },
    state: { type: "string" },
    case: { type: "string" },
  },
});
const seed = givenSeed();

type State = { readonly seed: string; next: number; seconds: number; readonly tally: Tally };

if (values.case === undefined) await soak();
else show(Number(values.case));

async function soak(): Promise<void> {
  const cases = Number(values.cases);
  const state = restored();
  const start = performance.now();
  const before = state.seconds;
  process.stderr.write(`soak: mutants ${state.next} to ${cases}, TENOR_SEED=${seed.word}\n`);
  let said = start;
  await judgeAll({
    ...{
      seed: seed.number,
      from: state.next,
      to: cases,
      processes: Number(values.processes),
      formats: Number(values.formats),
      emits: Number(values.emits),
    },
    take: (verdicts, next) => {
      for (const one of verdicts) {
        add(state.tally, one);
        for (const what of one.problems)
          process.stderr.write(`\n--case ${one.number} (${one.kind}, ${one.path}): ${what}\n`);
      }
      const now = performance.now();
      state.next = next;
      state.seconds = before + (now - start) / 1000;
      if (now - said > 5_000) {
        said = now;
        keep(state);
        process.stderr.write(
          `soak: ${next} of ${cases}, ${(next / state.seconds).toFixed(0)} a second, ${state.tally.problemCount} problems\n`,
        );
      }
      return now - start < Number(values.minutes) * 60_000;
    },
  });
  keep(state);
  const { tally, next, seconds } = state;
  process.stdout.write(
    `${tableOf(tally)}\nTENOR_SEED=${seed.word}: ${next} mutants in ${seconds.toFixed(0)} s by ${values.processes} processes\n`,
  );
  process.stdout.write(
    `far: ${JSON.stringify(Object.fromEntries(Object.entries(tally.far).sort((a, b) => b[1] - a[1])))}\n`,
  );
  process.stdout.write(`${tally.problemCount} problems\n`);
  process.exitCode = tally.problemCount === 0 ? 0 : 1;
}

function restored(): State {
  const fresh: State = { seed: seed.word, next: 0, seconds: 0, tally: emptyTally() };
  if (values.state === undefined || !fs.existsSync(values.state)) return fresh;
  const kept = JSON.parse(fs.readFileSync(values.state, "utf8")) as State;
  if (kept.seed === seed.word) return kept;
  process.stderr.write(`soak: ${values.state} is of TENOR_SEED=${kept.seed} and is begun anew\n`);
  return fresh;
}

function keep(state: State): void {
  if (values.state !== undefined) fs.writeFileSync(values.state, JSON.stringify(state));
}

/** One mutant: what was changed, and what became of it. */
function show(number: number): void {
  const corpus = readCorpus();
  const mutant = mutantOf(corpus, seed.number, number);
  const { entry, edits } = mutant;
  process.stdout.write(`${mutant.kind} of ${entry.path}, compiled from ${mutant.roots.join(", ")}\n`);
  for (const one of edits) {
    const start = entry.text.lastIndexOf("\n", one.start - 1) + 1;
    const end = entry.text.indexOf("\n", one.end);
    const tail = entry.text.slice(one.end, end < 0 ? entry.text.length : end);
    process.stdout.write(`--- ${JSON.stringify(entry.text.slice(start, one.end) + tail)}\n`);
    process.stdout.write(`+++ ${JSON.stringify(entry.text.slice(start, one.start) + one.text + tail)}\n`);
  }
  const { problems, ...verdict } = makeJudge(corpus)(mutant, { format: true, emit: true });
  process.stdout.write(`${JSON.stringify(verdict, null, 2)}\n${problems.join("\n")}\n`);
}
