import type { ReferenceFacts } from "../../model/generated/reference.ts";
import type { ContractModel } from "../../model/model.ts";
import type { Emitter } from "../emitter.ts";
import { engineAmendments } from "../engine-config/terms.ts";
import { writeJson } from "../json.ts";
import { present } from "../present.ts";
import { referenceOf } from "../product.ts";
import { traceValues } from "../trace-values.ts";
import { datesOrigins } from "./origins.ts";

/** Said in every file made of a reference, so that nobody takes it for the exchange's text or for a whole contract. */
const NOTICE =
  "A restatement of public facts about a contract that another exchange defines and lists; not the exchange's text, and not a contract " +
  "of its own. It has no engine config, no settlement and no filing. The rules of the exchange are what holds.";

/** Writes what is restated of another exchange's contract, with its contract months as instruments. */
export const referenceEmitter: Emitter = {
  name: "reference",
  title: "reference.json, what is restated of another exchange's contract, with its contract months",
  applies: (model) => model.reference !== undefined,
  emit: (model) => {
    const facts = factsOf(model);
    const path = "reference.json";
    return {
      artifacts: [{ path, content: writeJson(facts) }],
      trace: traceValues(path, facts, datesOrigins(model, "/instruments")),
    };
  },
};

function factsOf(model: ContractModel): ReferenceFacts {
  const { reference, asOf } = referenceOf(model);
  const { contract, months, size, price, settlement, on, restates } = reference;
  const venue = model.organisations.find((one) => one.id === reference.venue);
  const clause = months?.clause ?? contract.clause;
  return present({
    format: "tenor-reference/1" as const,
    compiler: model.compiler,
    asOf,
    notice: NOTICE,
    product: {
      kind: reference.keyword,
      id: reference.id,
      code: reference.code,
      title: reference.title,
      clause: reference.clause,
    },
    venue: { id: reference.venue, title: venue?.title ?? reference.venue, clause: reference.venueClause },
    restates: { sources: restates.sources.map((id) => sourceOf(model, id)), clause: restates.clause },
    on: on && { id: on.product, title: on.product, clause: on.clause },
    contract: { period: contract.period, namedBy: contract.namedBy, clause: contract.clause },
    months: months && { numbers: months.numbers, clause: months.clause },
    size: size && { value: size.value, unit: size.unit, clause: size.clause },
    price: price && { unit: price.unit, signed: price.signed, clause: price.clause },
    ticks: (reference.ticks ?? []).map((tick) => ({
      role: tick.role,
      increment: tick.increment,
      value: { amount: tick.value.amount, currency: tick.value.currency },
      clause: tick.clause,
    })),
    settlement: settlement && { method: settlement.method, clause: settlement.clause },
    instruments: reference.contracts.map((month) => ({
      code: month.code,
      period: month.period,
      dates: month.dates.map(({ name, date, steps, clause: own }) => ({
        name,
        date,
        rule: reference.dates.find((term) => term.name === name)?.text ?? "",
        steps,
        clause: own,
      })),
      clause,
    })),
    untold: reference.untold.map(({ period, why }) => ({ period, why, clause })),
    amendments: engineAmendments(model),
    versions: model.versions,
  }) as ReferenceFacts;
}

function sourceOf(model: ContractModel, id: string): ReferenceFacts["restates"]["sources"][number] {
  const source = model.sources.find((one) => one.id === id);
  const fact = (name: string) => source?.facts.find((one) => one.name === name)?.value;
  const date = fact("date");
  if (source === undefined || date === undefined) throw new Error(`the source ${id} has no day`);
  return present({ id, title: source.title, where: fact("where"), date, clause: source.clause });
}
