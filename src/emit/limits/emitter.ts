import type { Emitter } from "../emitter.ts";
import { clausesIn, clausesOfRule } from "../dependencies.ts";
import { writeJson } from "../json.ts";
import { traceValues } from "../trace-values.ts";
import type { Dependency } from "../trace-values.ts";
import { limited, limitTable } from "./table.ts";
import type { ContractModel } from "../../model/model.ts";

/** Writes limits.json: for every contract month the levels of its limits with the days from which and to which each holds. */
export const limitsEmitter: Emitter = {
  name: "limits",
  title: "limits.json, the levels of every contract month with the days on which they hold",
  applies: (model) => limited(model) !== undefined,
  emit: (model) => {
    const table = limitTable(model);
    return {
      artifacts: [{ path: "limits.json", content: writeJson(table) }],
      trace: traceValues("limits.json", table, origins(model)),
    };
  },
};

/** What values of the table depend on beside the clause they carry: the listing, and the rules of the days on which levels change. */
function origins(model: ContractModel): Dependency[] {
  const found = limited(model);
  if (found === undefined) return [];
  const { of, limits } = found;
  const basis = [
    { at: /^\/basis\/contracts$/, clauses: clausesIn(limits.basis?.formula) },
    { at: /^\/otherMonthsBasis\/contracts$/, clauses: clausesIn(limits.otherMonthsBasis?.formula) },
  ];
  if (of.kind === "perpetual") return basis;
  const steps = limits.levels.flatMap(({ from }) => (from === undefined ? [] : clausesOfRule(of, from)));
  const last = of.dates.find(({ name }) => name === "last-trading-day");
  const close = of.sessions.lastClose;
  const lastDay = [
    ...(last === undefined ? [] : [last.clause, ...clausesOfRule(of, last.rule)]),
    ...(close === undefined ? [] : [close.clause]),
  ];
  const listing = [of.clause, of.listing.clause, ...lastDay];
  return [
    ...basis,
    { at: /^\/months\/\d+\/(code|period|listed|lastDay)$/, clauses: listing },
    { at: /^\/months\/\d+\/levels\/\d+\//, clauses: [...listing, ...steps] },
    { at: /^\/months\/\d+\/averaging$/, clauses: "finalSettlement" in of ? clausesIn(of.finalSettlement.price) : [] },
  ];
}
