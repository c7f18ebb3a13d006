import type { PerpetualConfig } from "../../model/generated/perpetual.ts";
import { fundingTimes, scheduleEnd } from "../../model/from-ast/perpetual-sessions.ts";
import type { ContractModel, Perpetual } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Emission } from "../emitter.ts";
import { engineLimits } from "../engine-config/limit-terms.ts";
import { sessionsUntil } from "../engine-config/sessions.ts";
import {
  engineAmendments,
  engineMargin,
  engineOrders,
  engineParticipants,
  engineParty,
} from "../engine-config/terms.ts";
import { writeJson } from "../json.ts";
import { present } from "../present.ts";
import { calendarOf } from "../product.ts";
import type { Dependency } from "../trace-values.ts";
import { traceValues } from "../trace-values.ts";

/** perpetual.json, what an engine loads of a perpetual. */
export function perpetualFiles(model: ContractModel, perpetual: Perpetual): Emission {
  const config = perpetualConfig(model, perpetual);
  return {
    artifacts: [{ path: "perpetual.json", content: writeJson(config) }],
    trace: traceValues("perpetual.json", config, originsOf(model, perpetual)),
  };
}

/** The size, steps, mark and funding of a perpetual, as `schema/perpetual.schema.json` describes them. */
export function perpetualConfig(model: ContractModel, perpetual: Perpetual): PerpetualConfig {
  const { price, size, mark, funding, limits, orders, horizon } = perpetual;
  const asOf = model.asOf ?? perpetual.listing.first;
  const { sample, rate, clamp, cap, term, pay, missing } = funding;
  const rounded = ({ mode, increment, clause }: Perpetual["mark"]["round"]) => ({ mode, increment, clause });
  return present({
    format: "tenor-perpetual/1" as const,
    compiler: model.compiler,
    asOf,
    product: present({
      id: perpetual.id,
      title: perpetual.title,
      status: perpetual.status.value,
      underlying: perpetual.underlying.index,
      listed: perpetual.listing.first,
      until: horizon?.until,
      clause: perpetual.clause,
    }),
    venue: engineParty(model, perpetual.venue, perpetual.venueClause),
    clearing: engineParty(model, perpetual.clearing, perpetual.clearingClause),
    classification: perpetual.classification.map(({ scheme, value, clause }) => ({ scheme, value, clause })),
    price,
    size,
    ticks: perpetual.ticks.map(({ role, increment, value, clause }) => ({ role, increment, value, clause })),
    mark: { text: mark.text, round: rounded(mark.round), clause: mark.clause },
    funding: present({
      everyMilliseconds: funding.every,
      from: funding.from,
      times: fundingTimes(funding),
      samples: funding.samples,
      sample: { text: sample.text, clause: sample.clause },
      rate: { text: rate.text, unit: rate.unit, clause: rate.clause },
      clamp: { value: clamp.value, clause: clamp.clause },
      cap: cap && { value: cap.value, clause: cap.clause },
      termMilliseconds: term?.milliseconds,
      pay: { by: pay.by, text: pay.text, round: rounded(pay.round), clause: pay.clause },
      missing: { how: missing.how, most: missing.most, clause: missing.clause },
      clause: funding.clause,
    }),
    sessions: sessionsUntil(model, perpetual.sessions, asOf, scheduleEnd(perpetual, asOf)),
    limits: limits && engineLimits(limits),
    orders: orders && engineOrders(orders),
    margin: engineMargin(perpetual),
    participants: engineParticipants(perpetual),
    amendments: engineAmendments(model),
    versions: model.versions,
  });
}

/** What values of perpetual.json depend on beside the clause they carry. */
function originsOf(model: ContractModel, perpetual: Perpetual): Dependency[] {
  const { status, underlying, listing, horizon, price, size, tickValueExactTo, funding, sessions, limits } = perpetual;
  const worth = clausesIn([size, price, tickValueExactTo]);
  return [
    { at: /^\/product\/status$/, clauses: [status.clause] },
    { at: /^\/product\/underlying$/, clauses: [underlying.clause] },
    {
      at: /^\/product\/(listed|until)$/,
      clauses: [listing.clause, ...(horizon === undefined ? [] : [horizon.clause])],
    },
    { at: /^\/ticks\/\d+\/value\//, clauses: worth },
    { at: /^\/limits\/basis\/contracts$/, clauses: clausesIn(limits?.basis?.formula) },
    { at: /^\/funding\/(samples|termMilliseconds)$/, clauses: clausesIn([funding.missing, funding.term]) },
    {
      at: /^\/sessions\//,
      clauses: [...clausesIn([sessions, listing, horizon]), calendarOf(model, sessions.calendar).clause],
    },
  ];
}
