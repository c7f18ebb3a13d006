import type { ContractModel, Product } from "../../model/model.ts";
import { ruleName } from "../../model/declared-rules.ts";
import { cfiOfFuture, commodityOf, sectionName, statedAs } from "../rts23/cfi.ts";
import { RTS23_FIELDS } from "../rts23/fields.ts";
import type { Rts23Record, Value } from "../rts23/record.ts";
import { futureRecords } from "../rts23/records.ts";
import { limitTerms } from "./limit-words.ts";
import { contractSubject, type FutureSubject } from "./names.ts";
import { term, type Term } from "./term.ts";
import { versionOf } from "./version.ts";
import { indexView } from "./view-index.ts";
import { levelsView } from "./view-limits.ts";
import { monthsView } from "./view-months.ts";
import { firm } from "./view-parties.ts";
import { datesView, listingView, productView, sessionsView } from "./view-product.ts";
import { dailyView, finalView, tradingView } from "./view-settlement.ts";
import { count } from "./words.ts";

/** What the documents under EU and UK law are written from: plain values, each with the clauses it states. It needs no filing, for they state terms alone. */
export function europeanView(model: ContractModel, product: Product) {
  const subject = contractSubject(model, product) as unknown as FutureSubject;
  const { administrator, clearing, index, venue } = subject;
  const fact = (organisation: typeof venue, name: string): Term | null => {
    const found = organisation.facts.find((one) => one.name === name);
    return found === undefined ? null : term(found.value, found.clause);
  };
  const { limits } = product;
  return {
    product: productView(subject),
    venue: { name: firm(venue, product.venueClause), mic: fact(venue, "mic") },
    clearing: { name: firm(clearing, product.clearingClause) },
    administrator:
      administrator === undefined
        ? null
        : { name: firm(administrator, index.administratorClause ?? index.clause), lei: fact(administrator, "lei") },
    index: indexView(subject, new Map()),
    listing: listingView(subject),
    dates: datesView(subject),
    sessions: sessionsView(subject),
    daily: dailyView(subject),
    final: finalView(subject),
    trading: tradingView(subject),
    months: monthsView(subject),
    levels: levelsView(subject),
    countings: limits === undefined ? [] : limitTerms(limits),
    reportable:
      limits?.reportable === undefined
        ? null
        : term(count(limits.reportable.contracts, "contract"), limits.reportable.clause),
    rule:
      limits?.aggregation === undefined ? null : term(ruleName(limits.aggregation.under), limits.aggregation.clause),
    class: classView(product),
    ...recordsView(model, product),
    version: versionOf(model),
  };
}

/** The section of MiFID II and what follows from it. */
function classView(product: Product) {
  const found = commodityOf(product);
  const { value, mifid } = found ?? { value: false, mifid: undefined };
  const section = mifid === undefined ? term("none", product.clause) : term(sectionName(mifid.value), mifid.clause);
  return {
    section,
    commodity: value ? section : null,
    service: mifid?.value === "C10" ? section : null,
    because: mifid?.because === undefined ? null : term(mifid.because, mifid.clause),
  };
}

/** The classification letter by letter, every field of the first record, and what the records wait for. */
function recordsView(model: ContractModel, product: Product) {
  const records = futureRecords(model, product);
  const cfi = cfiOfFuture(product);
  const [first] = records;
  const shown = ({ value, clauses }: Value): Term => term(value, ...clauses);
  const of = (record: Rts23Record, field: number): Term | null => {
    const value = record.values.get(field);
    return value === undefined ? null : shown(value);
  };
  const fisn = statedAs(product, "fisn");
  const waits = new Set(first?.open.map(({ field }) => field));
  return {
    cfi: {
      code:
        cfi.code === undefined
          ? null
          : term(cfi.code, ...(cfi.stated === undefined ? [product.clause] : [cfi.stated.clause])),
      because: cfi.stated?.because === undefined ? null : term(cfi.stated.because, cfi.stated.clause),
      letters: cfi.letters.map((one) => ({
        letter: term(one.letter ?? "open", ...one.clauses),
        attribute: term(one.attribute, ...one.clauses),
        because: term(one.because, ...one.clauses),
      })),
      differs: cfi.differs.map((one) => term(one, cfi.stated?.clause ?? product.clause)),
    },
    shortName:
      fisn === undefined
        ? term(
            "the short name is the venue, a stroke, FUT and the code of the contract",
            product.clause,
            product.venueClause,
          )
        : term(`the short name is ${fisn.value}: ${fisn.because ?? "as stated"}`, fisn.clause),
    fields: RTS23_FIELDS.filter(({ field }) => field < 14 || (field > 23 && field < 40)).map(
      ({ field, name, rule }) => ({
        number: String(field),
        name,
        value: first === undefined ? null : of(first, field),
        absent: waits.has(field) ? "open" : "empty",
        rule,
      }),
    ),
    records: records.map((record) => ({
      code: term(record.code, product.clause, product.listing.clause),
      isin: of(record, 1),
      fisn: of(record, 7),
      from: of(record, 11),
      until: of(record, 12),
    })),
    open: openView(records),
  };
}

/** What records wait for, each once with the contracts it is of. */
function openView(records: readonly Rts23Record[]): Term[] {
  const all = new Map<string, { readonly clause: string; readonly codes: string[] }>();
  for (const { code, open } of records)
    for (const { field, why, clause } of open) {
      const text = `field ${field}: ${why.replaceAll(code, "the contract")}`;
      const found = all.get(text);
      if (found === undefined) all.set(text, { clause, codes: [code] });
      else found.codes.push(code);
    }
  return [...all].map(([text, { clause, codes }]) =>
    term(codes.length === records.length ? `${text} (all contracts)` : `${text} (${codes.join(", ")})`, clause),
  );
}
