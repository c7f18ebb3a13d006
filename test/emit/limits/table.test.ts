import { test } from "uvu";
import * as assert from "uvu/assert";
import { limitsEmitter } from "../../../src/emit/limits/emitter.ts";
import { limitTable } from "../../../src/emit/limits/table.ts";
import type { LimitTable } from "../../../src/model/generated/limits.ts";
import isTable from "../../../src/model/generated/limits.validate.js";
import type { ContractModel } from "../../../src/model/model.ts";
import { nodeHost } from "../../../src/host/node.ts";
import { analyse } from "../../../src/pipeline.ts";
import { hostReader } from "../../../src/resolve/host-reader.ts";
import { root } from "../../kit/files.ts";

const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
const { models } = analyse(
  [
    "specs/gpu/gph.tenor",
    "specs/gpu/gph-euro.tenor",
    "specs/gpu/ogph.tenor",
    "specs/gpu/mgph.tenor",
    "specs/tokens/itk.tenor",
  ],
  hostReader(host),
);
const limited = models.filter((model) => limitsEmitter.applies(model));
const named = (id: string): ContractModel => limited.find(({ root: one }) => one === id) as ContractModel;

test("every table is of its schema, and each of its levels is traced to clauses of the spec", () => {
  assert.equal(limited.map(({ root: id }) => id).sort(), ["GPH", "GPHE", "ITK", "MGPH", "OGPH"]);
  for (const model of limited) {
    const { artifacts, trace } = limitsEmitter.emit(model);
    const json: unknown = JSON.parse(artifacts[0]?.content ?? "");
    assert.ok(isTable(json), JSON.stringify(isTable.errors));
    const known = new Set(model.clauses.map(({ id }) => id));
    assert.ok(trace.some(({ at }) => at.startsWith("/months/0/levels/0/")));
    for (const { clauses } of trace) for (const one of clauses) assert.ok(known.has(one), one);
  }
});

test("GPH steps down from the open of its first averaging day and from the close five business days before its last", () => {
  const { months, allMonths, counting, aggregation } = limitTable(named("GPH"));
  assert.equal(
    months[0]?.levels.map(({ scope, contracts, from, fromEdge, to, toEdge }) =>
      [scope, contracts, fromEdge, from, toEdge, to].join(" "),
    ),
    [
      "spot-month 2000 open 2027-02-01 close 2027-02-19",
      "spot-month 1000 close 2027-02-19 close 2027-02-26",
      "single-month 5000 open 2027-01-11 open 2027-02-01",
    ],
  );
  assert.equal(allMonths, [{ type: "accountability", contracts: 10_000, clause: "GPH/limits/all-months" }]);
  assert.equal(counting, { value: "net", clause: "GPH/limits/counting" });
  assert.is(aggregation?.share, "0.1");
});

test("an option says with which contract month of its future it counts", () => {
  const { months } = limitTable(named("OGPH"));
  assert.equal(months[0]?.underlying, { product: "GPH", period: "2027-04", clause: "OGPH/underlying" });
});

/** Half days since the epoch's text order is enough: the open of a day before its close. */
const moment = (day: string, edge: string): string => `${day}${edge === "open" ? 1 : 2}`;

test("from its listing to its last close a contract month has one level of each type at most, and one in its whole spot month", () => {
  for (const model of limited) {
    const table: LimitTable = limitTable(model);
    for (const { listed, lastDay, levels } of table.months) {
      const edges = levels
        .map((one) => ({ ...one, begins: moment(one.from, one.fromEdge), ends: moment(one.to, one.toEdge) }))
        .sort((a, b) => (a.begins < b.begins ? -1 : 1));
      for (const [at, one] of edges.entries()) {
        assert.ok(one.begins < one.ends && one.begins >= moment(listed, "open"), one.clause);
        assert.ok(one.ends <= moment(lastDay, "close"), one.clause);
        const next = edges[at + 1];
        if (next !== undefined) assert.is(one.ends, next.begins, "no gap and no overlap");
      }
      if (edges.length > 0) assert.is(edges.at(-1)?.ends, moment(lastDay, "close"));
    }
  }
});

test.run();
