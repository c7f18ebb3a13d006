import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { writeJson } from "../../emit/json.ts";
import type { Cell, Engine } from "../../host/engine.ts";
import { placeOf } from "../../host/failure.ts";
import { sha256 } from "../../text/sha256.ts";
import { firstDifference } from "../evidence.ts";
import { type Batch, batchesOf, shortId } from "./batches.ts";
import { MOST_SHOWN } from "./faults.ts";
import { inserts, quoted } from "./sql.ts";

/** The tables whose rows bear a batch, and what tells the rows of a batch apart. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  settled: ["product"],
  price: ["product", "month"],
  print: ["name"],
  breach: ["holder", "product", "month", "side", "level"],
  entry: ["account", "product", "currency", "kind"],
};

type Told = { readonly why: string | undefined; readonly corrects: string | undefined };

/** Why each batch was booked, by its id. */
async function reasonsOf(engine: Engine): Promise<ReadonlyMap<string, Told>> {
  const rows = await engine.rows("SELECT id, why, corrects FROM batch");
  return new Map(
    rows.map(([id, why, corrects]) => [id ?? "", { why: why ?? undefined, corrects: corrects ?? undefined }]),
  );
}

/**
 * What is wrong with a ledger by itself, without any file: a batch whose name is not that of what it was made of, one that stands on none or is out of its order, rows of no batch, and
 * amounts that do not add up to zero.
 */
export async function chainFaults(engine: Engine, shown: string): Promise<Diagnostic[]> {
  const batches = await batchesOf(engine);
  const reasons = await reasonsOf(engine);
  const problems: Diagnostic[] = [];
  const bad = (batch: string, problem: string): void => {
    problems.push(diagnostic("ledger-chain-differs", placeOf(shown), { file: shown, batch, problem }));
  };
  for (const [at, { id, seq, date, content, prior, ground }] of batches.entries()) {
    const { why, corrects } = reasons.get(id) ?? { why: undefined, corrects: undefined };
    const made = sha256(writeJson({ ...ground, prior: prior ?? null }));
    const name = corrects === undefined ? made : sha256(writeJson({ content: made, corrects, why }));
    const earlier = batches.slice(0, at).map((one) => one.id);
    if (seq !== at + 1) bad(shortId(id), `is number ${seq}, and number ${at + 1} was awaited`);
    if (content !== made || id !== name || ground.date !== date)
      bad(
        shortId(id),
        "is not named by what it says it was made of: its inputs, its day, its reason or what it stands on were changed",
      );
    for (const one of [prior, corrects])
      if (one !== undefined && !earlier.includes(one))
        bad(shortId(id), `stands on ${shortId(one)}, which is not booked before it`);
  }
  for (const table of Object.keys(KEYS)) {
    const [stray] = await engine.rows(
      `SELECT count(*), min(batch) FROM ${table} WHERE batch NOT IN (SELECT id FROM batch)`,
    );
    if (stray?.[0] !== "0")
      bad(shortId(stray?.[1] ?? ""), `is not booked, and ${stray?.[0]} rows of \`${table}\` are of it`);
  }
  const sums = await engine.rows(
    "SELECT batch, product, currency, sum(units) FROM entry GROUP BY batch, product, currency, decimals HAVING sum(units) <> 0 ORDER BY batch, product, currency",
  );
  for (const [batch, product, currency, sum] of sums)
    bad(shortId(batch ?? ""), `does not add up to zero in ${product} and ${currency}: ${sum} units are left over`);
  return problems;
}

/** The batch of a day that was made of the same content, else the one in force, with the reason it was booked for. */
export async function batchOn(engine: Engine, date: string, inputs: string): Promise<(Batch & Told) | undefined> {
  const of = (await batchesOf(engine)).filter((one) => one.date === date);
  const found = of.findLast(({ ground }) => writeJson(ground.inputs) === inputs) ?? of.at(-1);
  const told = (await reasonsOf(engine)).get(found?.id ?? "");
  return found && told && { ...found, ...told };
}

/** Copies into an empty ledger what a batch was booked upon: all batches before it, with the amounts of its own day, which a correction is the difference to. */
export async function copyBefore(from: Engine, to: Engine, { seq, date }: Batch): Promise<void> {
  const before = (more: string): string => `IN (SELECT id FROM batch WHERE seq < ${seq}${more})`;
  const wanted: [string, string][] = [
    ["batch", `seq < ${seq}`],
    ...Object.keys(KEYS).map((table): [string, string] => [
      table,
      `batch ${before(table === "entry" ? ` AND date = ${quoted(date)}` : "")}`,
    ]),
  ];
  for (const [table, where] of wanted) {
    const rows = await from.rows(`SELECT * FROM ${table} WHERE ${where}`);
    for (const sql of inserts(
      table,
      rows.map((row) => row.map(quoted)),
    ))
      await to.run(sql);
  }
}

/** Every row of a batch that settling its files again gives otherwise, or only one of the two has; the first hundred are shown, all are counted. */
export async function rowDifferences(held: Engine, fresh: Engine, batch: Batch, shown: string): Promise<Diagnostic[]> {
  const problems: Diagnostic[] = [];
  let count = 0;
  const bad = (table: string, row: string, problem: string): void => {
    count += 1;
    if (count <= MOST_SHOWN)
      problems.push(diagnostic("ledger-row-differs", placeOf(shown), { file: shown, table, row, problem }));
  };
  const where = `batch = ${quoted(batch.id)}`;
  for (const [table, keys] of Object.entries(KEYS)) {
    const columns = await columnsOf(fresh, table);
    const rowsOf = async (engine: Engine): Promise<ReadonlyMap<string, readonly Cell[]>> => {
      const rows = await engine.rows(`SELECT ${columns.join(", ")} FROM ${table} WHERE ${where}`);
      // A row that stands twice is another one by its number.
      const seen = new Map<string, number>();
      return new Map(
        rows.map((row): [string, Cell[]] => {
          const key = columns.flatMap((one, at) => (keys.includes(one) && row[at] !== null ? [row[at]] : [])).join(" ");
          const nth = (seen.get(key) ?? 0) + 1;
          seen.set(key, nth);
          return [nth === 1 ? key : `${key} (${nth})`, row];
        }),
      );
    };
    const [ours, anew] = [await rowsOf(held), await rowsOf(fresh)];
    for (const key of [...new Set([...ours.keys(), ...anew.keys()])].sort()) {
      const [one, other] = [ours.get(key), anew.get(key)];
      if (one === undefined) bad(table, key, "is not in the ledger, and settling the files again gives it");
      else if (other === undefined) bad(table, key, "settling the files again does not give it");
      else
        for (const [at, column] of columns.entries())
          if (one[at] !== other[at])
            bad(table, key, `\`${column}\` is ${one[at] ?? "nothing"}, and the files give ${other[at] ?? "nothing"}`);
    }
  }
  const kept = `SELECT summary, evidence FROM batch WHERE id = ${quoted(batch.id)}`;
  const [[ours = []], [anew = []]] = [await held.rows(kept), await fresh.rows(kept)];
  for (const [at, column] of ["summary", "evidence"].entries()) {
    if (ours[at] === anew[at]) continue;
    const found = firstDifference(parsed(ours[at]), parsed(anew[at]));
    const problem =
      found === undefined
        ? "is not written as it was"
        : `\`${found.pointer}\` says ${found.held}, and the files give ${found.found}`;
    bad("batch", column, problem);
  }
  if (count > problems.length) {
    const params = { count: String(count), shown: String(problems.length) };
    problems.push(diagnostic("rows-at-fault", placeOf(shown), params));
  }
  return problems;
}

async function columnsOf(engine: Engine, table: string): Promise<string[]> {
  const rows = await engine.rows(
    `SELECT column_name FROM information_schema.columns WHERE table_name = ${quoted(table)} AND column_name <> 'batch' ORDER BY ordinal_position`,
  );
  return rows.map(([name]) => name ?? "");
}

function parsed(text: Cell | undefined): unknown {
  try {
    return JSON.parse(text ?? "null") as unknown;
  } catch {
    return text;
  }
}
