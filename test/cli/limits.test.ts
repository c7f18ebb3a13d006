import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { limits } from "../../src/cli/command/limits.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { checkLimits } from "../../src/cli/limit-run.ts";
import { nodeHost } from "../../src/host/node.ts";
import { type Database, databases } from "../kit/databases.ts";
import { root, tempFolder } from "../kit/files.ts";

const folder = tempFolder();
const out = path.join(folder, "out");
const host = nodeHost({ root, library: libraryFolder(), cwd: root });
const quiet = { host, cwd: root, out: () => {}, error: () => {} };
const built = build(quiet, ["specs/gpu/gph.tenor", "specs/gpu/mgph.tenor"], { out, only: "config,limits" });

function written(name: string, json: object): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, JSON.stringify(json));
  return file;
}

const positions = [{ account: "A-1", owner: "ALDER", product: "MGPH", month: "2027-02", lots: 10_001 }];
const book = written("book.json", { date: "2027-02-22", positions });

test("a build's limits are read from its files, and a smaller contract is above its own limit and that of the larger one", () => {
  assert.is(built.code, 0);
  const found = checkLimits(root, { out, date: "2027-02-22", edge: "close", book });
  if (found.kind === "refused") throw new Error(found.diagnostics.map(({ message }) => message).join("; "));
  assert.equal(
    found.report.rows.map(({ product, position, level, clause }) => [product, position, level, clause.path].join(" ")),
    ["GPH 1000.1 1000 specs/gpu/gph.tenor", "MGPH 10001 10000 specs/gpu/mgph.tenor"],
  );
  const open = checkLimits(root, {
    out,
    date: "2027-02-19",
    edge: "open",
    book: written("before.json", { date: "2027-02-19", positions }),
  });
  assert.equal(open.kind === "checked" && open.report.rows, [], "the lower level holds from the close of that day on");
});

test("the check is written as SQL with the levels of the day, names with quotes in them among them", async () => {
  const file = path.join(folder, "limits.sql");
  const quoted = written("quoted.json", {
    date: "2027-02-22",
    positions: [{ ...positions[0], account: "A'1", owner: "O'NEIL" }],
  });
  assert.is(limits(quiet, out, { date: "2027-02-22", book: quoted, sql: file }), 4);
  const text = fs.readFileSync(file, "utf8");
  assert.match(text, "('GPH', 'A''1', 'O''NEIL')");
  assert.match(text, /\('GPH', '2027-02', 10000, null, 0, 0\)/);
  const database = (await databases["duckdb"]?.()) as Database;
  assert.is(
    await database.run(text),
    "breach|O'NEIL|GPH|2027-02|10001|10|1000\nbreach|O'NEIL|MGPH|2027-02|10001|1|10000",
  );
});

test("a file that is not there, a table that was changed and owners of another form are told together", () => {
  const codes = (files: object): string[] => {
    const found = checkLimits(root, { out, date: "2027-02-22", edge: "close", book, ...files });
    return found.kind === "refused" ? found.diagnostics.map(({ code }) => code) : [];
  };
  const owners = written("owners.json", {
    format: "tenor-owners/1",
    interests: [{ holder: "A", of: "B", share: "1.5" }],
  });
  assert.equal(codes({ book: path.join(folder, "nowhere.json"), owners }), ["file-missing", "input-malformed"]);
  const table = path.join(fs.realpathSync(out), "GPH/limits.json");
  const before = fs.readFileSync(table, "utf8");
  fs.writeFileSync(table, before.replace("1000", "9000"));
  assert.equal(codes({}), ["build-invalid"]);
  fs.writeFileSync(table, before);
});

test.run();
