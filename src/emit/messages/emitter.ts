import type { ContractModel, Option, Perpetual, Product, Spread } from "../../model/model.ts";
import type { Artifact, Emission, Emitter, TraceEntry } from "../emitter.ts";
import { pointerTo, writeJson } from "../json.ts";
import { hasOther, hasProduct } from "../product.ts";
import { traceValues } from "../trace-values.ts";
import { fixmlList, fixmlOf } from "./fixml.ts";
import { futureDefinitions } from "./future.ts";
import { misfitsOf, type Item } from "./item.ts";
import { optionDefinitions } from "./option.ts";
import { perpetualDefinitions } from "./perpetual.ts";
import { recordOf } from "./record.ts";
import { riskParameters } from "./risk.ts";
import { securityList } from "./security-list.ts";
import { spreadDefinitions } from "./spread.ts";

/** Said in each file: what it is checked against, and what not. */
const NOTICE =
  "FIX 5.0 SP2. Tags, types and values were checked against a transcribed part of the public dictionary; not validated against the official schema. " +
  "A session adds header and trailer. A price limit of type 2 is a share of the previous settlement price, 0.2 for 20%; nearer bands, halts, sessions, and limits with their days are in " +
  "engine.json and limits.json.";

/** Writes what engines and vendors load: security definitions as FIX in JSON and as FIXML, records for a binary layout, and proposed risk parameters. */
export const messagesEmitter: Emitter = {
  name: "messages",
  title:
    "messages, the security definitions and the security list of FIX and FIXML, instrument records, and proposed risk parameters",
  applies: (model) => hasProduct(model) || hasOther(model),
  emit: (model) => {
    const contract = contractOf(model);
    const definitions = definitionsOf(model);
    const unsaid = misfitsOf(definitions.flat());
    const head = {
      compiler: model.compiler,
      asOf: model.asOf ?? contract.listing.first,
      product: { id: contract.id, title: contract.title, clause: contract.clause },
    };
    const fix = {
      format: "tenor-fix/1",
      ...head,
      standard: "FIX 5.0 SP2",
      notice: NOTICE,
      ...(unsaid.length === 0 ? {} : { unsaid }),
      messages: definitions.map((one) => ({ Header: { MsgType: "d" }, Body: bodyOf(one) })),
    };
    const listed = securityList(definitions, contract);
    const list = { ...fix, messages: [{ Header: { MsgType: "y" }, Body: bodyOf(listed) }] };
    const records = {
      format: "tenor-instrument-records/1",
      ...head,
      notice: NOTICE,
      records: definitions.map(recordOf),
    };
    const house = model.organisations.find((one) => one.id === contract.clearing);
    const risk = riskParameters(contract, house);
    const artifacts: Artifact[] = [
      { path: "messages/security-definitions.json", content: writeJson(fix) },
      { path: "messages/security-definitions.fixml", content: fixmlOf(definitions) },
      { path: "messages/security-list.json", content: writeJson(list) },
      { path: "messages/security-list.fixml", content: fixmlList(listed) },
      { path: "messages/instrument-records.json", content: writeJson(records) },
    ];
    // The many series of an option rest on the same clauses: an entry for each series, not for each of its fields.
    const traced = model.option === undefined ? eachField : asOne;
    const trace: TraceEntry[] = [
      ...definitions.flatMap((items, at) =>
        traced("messages/security-definitions.json", pointerTo(pointerTo("/messages", at), "Body"), items),
      ),
      ...definitions.flatMap((items, at) => asOne("messages/security-definitions.fixml", `#${at + 1}`, items)),
      ...traced("messages/security-list.json", "/messages/0/Body", listed),
      ...definitions.flatMap((items, at) => asOne("messages/security-list.fixml", `#${at + 1}`, items)),
      ...definitions.flatMap((items, at) =>
        traced("messages/instrument-records.json", pointerTo("/records", at), items),
      ),
    ];
    return risk === undefined
      ? { artifacts, trace }
      : withRisk({ artifacts, trace }, { format: "tenor-risk-parameters/1", ...head, ...risk });
  },
};

function withRisk({ artifacts, trace }: Emission, risk: object): Emission {
  const path = "messages/risk-parameters.json";
  return {
    artifacts: [...artifacts, { path, content: writeJson(risk) }],
    trace: [...trace, ...traceValues(path, risk)],
  };
}

function contractOf({
  product,
  option,
  spread,
  perpetual,
  root,
}: ContractModel): Product | Option | Spread | Perpetual {
  const found = product ?? option ?? spread ?? perpetual;
  if (found === undefined) throw new Error(`${root} is no contract`);
  return found;
}

function definitionsOf(model: ContractModel): (readonly Item[])[] {
  const { product, option, spread, perpetual } = model;
  if (option !== undefined) return optionDefinitions(model, option);
  if (spread !== undefined) return spreadDefinitions(model, spread);
  if (perpetual !== undefined) return perpetualDefinitions(model, perpetual);
  return product === undefined ? [] : futureDefinitions(model, product);
}

/** Fields by name and groups as lists, as FIX is written in JSON; every value is text, so that no reader makes a float of it. */
function bodyOf(items: readonly Item[]): object {
  return Object.fromEntries(
    items.flatMap((one): [string, unknown][] =>
      "entries" in one ? [[one.name, one.entries.map(bodyOf)]] : "value" in one ? [[one.name, one.value]] : [],
    ),
  );
}

/** One entry for all fields. */
function asOne(file: string, at: string, items: readonly Item[]): TraceEntry[] {
  return [{ file, at, clauses: [...new Set(eachField(file, at, items).flatMap(({ clauses }) => clauses))] }];
}

/** An entry for each field. */
function eachField(file: string, at: string, items: readonly Item[]): TraceEntry[] {
  return items.flatMap((one) =>
    "entries" in one
      ? one.entries.flatMap((entry, place) => eachField(file, pointerTo(pointerTo(at, one.name), place), entry))
      : "value" in one
        ? [{ file, at: pointerTo(at, one.name), clauses: one.clauses }]
        : [],
  );
}
