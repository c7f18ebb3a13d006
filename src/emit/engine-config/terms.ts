import type { ContractModel, Product } from "../../model/model.ts";
import type { EngineConfig, Listing, Orders, Settlement } from "../../model/generated/engine.ts";
import type { PriceScale } from "./price.ts";
import { present } from "../present.ts";
export { engineLimits } from "./limit-terms.ts";
import { engineDelivery } from "./delivery.ts";

/** Who lists or clears the product. */
export function engineParty(model: ContractModel, id: string, clause: string): EngineConfig["venue"] {
  const found = model.organisations.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the model has no organisation ${id}`);
  return { id, title: found.title, clause };
}

/** What one contract is for; where each month has its own size, what it is for each hour or day. */
export function engineSize({ size, flow }: Product): EngineConfig["size"] {
  const { value, unit, clause } = size;
  if (flow === undefined) return { value, unit, clause };
  return { per: { value, each: flow.each, text: flow.text }, unit, clause };
}

export function engineListing({ listing, leadMonth }: Product): Listing {
  return present({
    first: listing.first,
    text: listing.text,
    add: listing.addText,
    lead: leadMonth === undefined ? undefined : { text: leadMonth.text, clause: leadMonth.clause },
    clause: listing.clause,
  });
}

export function engineOrders(orders: NonNullable<Product["orders"]>): Orders {
  const { min, max, types, validity, block, matching, noCancellation, reasonability, killSwitch, actions, clause } =
    orders;
  return present({
    min: min && { contracts: min.contracts, clause: min.clause },
    max: max && { contracts: max.contracts, clause: max.clause },
    types: types && { values: types.values, clause: types.clause },
    validity: validity && { values: validity.values, clause: validity.clause },
    block:
      block &&
      present({ min: block.min, reportWithinMilliseconds: block.reportWithinMilliseconds, clause: block.clause }),
    matching: matching && present({ value: matching.value, under: matching.under, clause: matching.clause }),
    noCancellation:
      noCancellation &&
      present({
        text: noCancellation.text,
        ticks: noCancellation.ticks,
        under: noCancellation.under,
        clause: noCancellation.clause,
      }),
    reasonability: reasonability && present(reasonability),
    killSwitch: killSwitch && present(killSwitch),
    actions: actions && present(actions),
    clause,
  });
}

export function engineMargin({ margin }: Pick<Product, "margin">): EngineConfig["margin"] {
  return margin.map(({ name, rate, of, proposed, clause }) => ({ name, rate, of, proposed, clause }));
}

/** That each side pays in all it can lose; how much that is follows from the bounds of the settlement. */
export function engineCollateral({
  proposed,
  clause,
}: NonNullable<Product["fullCollateral"]>): EngineConfig["fullCollateral"] {
  return { proposed, clause };
}

export function engineParticipants({ participants }: Pick<Product, "participants">): EngineConfig["participants"] {
  return participants.map(({ name, text, allowedIn, leverageAtMost, under, custody, obligation, clause }) =>
    present({
      name,
      text,
      allowedIn,
      leverageAtMost,
      under,
      custody,
      obligation: obligation && present(obligation),
      clause,
    }),
  );
}

/** What settlement prices are whole numbers of; how they come about is the calculator's. */
export function engineSettlement({ dailySettlement, finalSettlement }: Product, { units }: PriceScale): Settlement {
  const { bounds } = finalSettlement;
  return {
    daily: { tick: units(dailySettlement.round.increment), clause: dailySettlement.round.clause },
    final: present({
      method: finalSettlement.method,
      text: finalSettlement.text,
      tick: units(finalSettlement.round.increment),
      paid: finalSettlement.days,
      events: finalSettlement.events?.map(({ name, text, observed, comparison, level, on, clause }) => {
        const of = finalSettlement.observed?.find((one) => one.name === observed);
        return { name, text, index: of?.index ?? "", days: of?.over.text ?? "", comparison, level, on, clause };
      }),
      bounds: bounds && { floor: bounds.floor, cap: bounds.cap, range: bounds.range, clause: bounds.clause },
      delivery: finalSettlement.delivery && engineDelivery(finalSettlement.delivery),
      clause: finalSettlement.clause,
    }),
  };
}

/** The amendments that touch a contract, with whether they are in force; undefined where none does. */
export function engineAmendments(model: ContractModel) {
  return model.amendments?.map(({ id, title, of, effective, months, inForce, changes, clause }) =>
    present({ id, title, of, effective, months, inForce, changes, clause }),
  );
}
