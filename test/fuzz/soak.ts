import * as fs from "node:fs";
import { parseArgs } from "node:util";
import { readCorpus } from "./corpus.ts";
import { makeJudge } from "./judge.ts";
import { mutantOf } from "./mutant.ts";
import { judgeAll } from "./pool.ts";
import { givenSeed } from "./seed.ts";
import { add, emptyTally, joined, tableOf, type Tally } from "./tally.ts";

/**
 * `npm run soak`: a million mutants, or those below `--cases N`, or `--count N` of them, beginning at `--from N`, for at most `--minutes M`;
 * `--state FILE` keeps the counts and goes on where the last run with it stopped; `--sum FILE FILE …` adds up what several runs kept and says
 * which mutants are still missing. `--formats N` formats one in N only, `--emits N` emits one in N. `--case N` judges one mutant here and shows it.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: "string", default: "1000000" },
    from: { type: "string", default: "0" },
    count: { type: "string" },
    sum: { type: "boolean", default: false },
    minutes: { type: "string", default: "600" },
    processes: { type: "string", default: "2" },
    formats: { type: "string", default: "1" },
    emits: { type: "string", default: "10" },
    state: { type: "string" },
    case: { type: "string" },
  },
});
const seed = givenSeed();

/** What a run of the mutants from `from` up to `next` found. */
type State = { readonly seed: string; readonly from: number; next: number; seconds: number; readonly tally: Tally };

if (values.sum) sum(positionals);
else if (values.case === undefined) await soak();
else show(Number(values.case));

async function soak(): Promise<void> {
  const cases = values.count === undefined ? Number(values.cases) : Number(values.from) + Number(values.count);
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
          `soak: ${next} of ${cases}, ${((next - state.from) / state.seconds).toFixed(0)} a second, ${state.tally.problemCount} problems\n`,
        );
      }
      return now - start < Number(values.minutes) * 60_000;
    },
  });
  keep(state);
  report(state.tally, `${rangeOf(state)} in ${state.seconds.toFixed(0)} s by ${values.processes} processes`);
}

function report(tally: Tally, what: string): void {
  process.stdout.write(`${tableOf(tally)}\nTENOR_SEED=${seed.word}: mutants ${what}\n`);
  process.stdout.write(
    `far: ${JSON.stringify(Object.fromEntries(Object.entries(tally.far).sort((a, b) => b[1] - a[1])))}\n`,
  );
  process.stdout.write(`${tally.problemCount} problems\n`);
  process.exitCode = tally.problemCount === 0 ? 0 : 1;
}

function rangeOf({ from, next }: Pick<State, "from" | "next">): string {
  return `${from} to ${next - 1}`;
}

/** Several runs as one. Each mutant counts once, so that runs which overlap, or are of another seed, are refused. */
function sum(files: readonly string[]): void {
  const states = files.map((file) => JSON.parse(fs.readFileSync(file, "utf8")) as State);
  states.sort((a, b) => a.from - b.from);
  const missing: string[] = [];
  let next = 0;
  for (const one of states) {
    if (one.seed !== seed.word) throw new Error(`a run is of TENOR_SEED=${one.seed}, and not of ${seed.word}`);
    if (one.from < next) throw new Error(`mutants ${rangeOf({ from: one.from, next })} are in two runs`);
    if (one.from > next) missing.push(rangeOf({ from: next, next: one.from }));
    next = one.next;
  }
  if (missing.length > 0) process.stderr.write(`soak: mutants ${missing.join(", ")} are in no run\n`);
  const seconds = states.reduce((all, one) => all + one.seconds, 0);
  report(joined(states.map((one) => one.tally)), `of ${states.length} runs up to ${next - 1}, ${seconds.toFixed(0)} s`);
}

function restored(): State {
  const from = Number(values.from);
  const fresh: State = { seed: seed.word, from, next: from, seconds: 0, tally: emptyTally() };
  if (values.state === undefined || !fs.existsSync(values.state)) return fresh;
  const kept = JSON.parse(fs.readFileSync(values.state, "utf8")) as State;
  if (kept.seed === seed.word && kept.from === from) return kept;
  process.stderr.write(`soak: ${values.state} is of TENOR_SEED=${kept.seed} from ${kept.from} on and is begun anew\n`);
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
