import type { ContractModel, Spread } from "../../model/model.ts";
import type { Artifact, Emitter, TraceEntry } from "../emitter.ts";
import { pointerTo, writeJson } from "../json.ts";
import { type Cfi, cfiOfFuture, cfiOfOption, commodityOf, statedAs } from "./cfi.ts";
import { RTS23_FIELDS } from "./fields.ts";
import type { Rts23Record } from "./record.ts";
import { futureRecords, optionRecords, perpetualRecords } from "./records.ts";
import { auth017 } from "./xml.ts";

const JSON_FILE = "reference-data/rts23.json";
const XML_FILE = "reference-data/auth.017.xml";

/** Said in the file: what it is, what it was checked against, and who decides. */
const NOTICE =
  "Reference data under Article 27 of Regulation (EU) No 600/2014 and Regulation (EU) 2017/585, which the United Kingdom keeps as its own. Not validated against the official " +
  "schema. The agency that gives the ISIN gives the CFI and the short name too; what is here is what the terms come to. A field that is open waits for a fact; nothing is made up.";

type Reference = {
  readonly records: readonly Rts23Record[];
  readonly classes: readonly Cfi[];
  /** Of a strategy, which is no instrument: the codes of its legs, whose products have the records. */
  readonly legs?: readonly { readonly code: string; readonly clauses: readonly string[] }[];
};

/** The contract of a model that states a section of MiFID II. */
function contractOf({ product, option, spread, perpetual }: ContractModel) {
  const found = product ?? option ?? spread ?? perpetual;
  return found === undefined || commodityOf(found) === undefined ? undefined : found;
}

/** The records of a model, and how its contracts are classified; undefined where it has no contract that states a section of MiFID II. */
export function referenceDataOf(model: ContractModel): Reference | undefined {
  const contract = contractOf(model);
  if (contract === undefined) return undefined;
  switch (contract.kind) {
    case "option":
      return {
        records: optionRecords(model, contract),
        classes: [cfiOfOption(contract, "call"), cfiOfOption(contract, "put")],
      };
    case "spread":
      return { records: [], classes: [], legs: legsOf(contract) };
    case "perpetual":
      return { records: perpetualRecords(model, contract), classes: [cfiOfFuture(contract)] };
    default:
      return { records: futureRecords(model, contract), classes: [cfiOfFuture(contract)] };
  }
}

/** Writes the reference data of EU and UK law: each field of each record with its rule, and the complete records as a message of ISO 20022. */
export const rts23Emitter: Emitter = {
  name: "reference-data",
  title: "reference data under Regulation (EU) 2017/585 and its UK twin, and as a message of ISO 20022",
  applies: (model) => contractOf(model) !== undefined,
  emit: (model) => {
    const contract = contractOf(model);
    const found = referenceDataOf(model);
    if (contract === undefined || found === undefined) throw new Error(`${model.root} has no reference data`);
    const { records, classes, legs } = found;
    const asOf = model.asOf ?? contract.listing.first;
    const xml = auth017(records, asOf);
    const json = {
      format: "tenor-rts23/1",
      compiler: model.compiler,
      asOf,
      product: { id: contract.id, title: contract.title, clause: contract.clause },
      standard: "Regulation (EU) 2017/585, table 3; ISO 20022 auth.017.001.02",
      notice: NOTICE,
      classification: classes.map(classOf),
      shortName:
        statedAs(contract, "fisn")?.because ??
        "venue, stroke, FUT or OPT, code of the contract (ISO 18774: at most 15 characters, and 19)",
      fields: RTS23_FIELDS,
      ...(legs === undefined
        ? {}
        : {
            strategy:
              "two legs traded together are no instrument: the records are those of the legs (ESMA70-1861941480-56)",
            legs: legs.map(({ code }) => code),
          }),
      complete: records.filter(({ open }) => open.length === 0).length,
      records: records.map(({ code, values, open }) => ({
        code,
        values: Object.fromEntries(
          [...values].sort(([a], [b]) => a - b).map(([field, { value }]) => [`${field}`, value]),
        ),
        open,
      })),
    };
    const artifacts: Artifact[] = [
      { path: JSON_FILE, content: writeJson(json) },
      ...(xml === undefined ? [] : [{ path: XML_FILE, content: xml }]),
    ];
    return { artifacts, trace: traceOf(found, xml !== undefined) };
  },
};

function classOf({ code, letters, differs, stated }: Cfi): object {
  return {
    ...(code === undefined ? {} : { code }),
    stated: stated !== undefined,
    ...(stated?.because === undefined ? {} : { because: stated.because }),
    letters: letters.map(({ letter, attribute, because }) => ({
      ...(letter === undefined ? {} : { letter }),
      attribute,
      because,
    })),
    differs,
  };
}

function legsOf(spread: Spread): { code: string; clauses: string[] }[] {
  const legs = spread.contracts.flatMap(({ combinations }) => combinations.flatMap((one) => one.legs));
  const found = new Map<string, string[]>();
  for (const { code, clause } of legs) found.set(code, [...new Set([...(found.get(code) ?? []), clause])]);
  return [...found].map(([code, clauses]) => ({ code, clauses })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** An entry for each value of a record, but for the many series of an option: one for each of them, whose fields rest on the same clauses. */
function traceOf({ records, classes, legs = [] }: Reference, message: boolean): TraceEntry[] {
  const each = records.length <= 100;
  const all = ({ values }: Rts23Record) => [...new Set([...values.values()].flatMap(({ clauses }) => clauses))];
  return [
    ...classes.flatMap(({ letters }, at) =>
      letters.map((one, place) => ({
        file: JSON_FILE,
        at: `/classification/${at}/letters/${place}`,
        clauses: one.clauses,
      })),
    ),
    ...legs.map(({ clauses }, at) => ({ file: JSON_FILE, at: pointerTo("/legs", at), clauses })),
    ...records.flatMap((record, at) => {
      const place = pointerTo("/records", at);
      return each
        ? [...record.values].map(([field, { clauses }]) => ({
            file: JSON_FILE,
            at: `${place}/values/${field}`,
            clauses,
          }))
        : [{ file: JSON_FILE, at: place, clauses: all(record) }];
    }),
    ...(message
      ? records
          .filter(({ open }) => open.length === 0)
          .map((record, at) => ({ file: XML_FILE, at: `#${at + 1}`, clauses: all(record) }))
      : []),
  ];
}
