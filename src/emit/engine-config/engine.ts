import type { ContractModel } from "../../model/model.ts";
import type { EngineConfig } from "../../model/generated/engine.ts";
import { present } from "../present.ts";
import { productOf } from "../product.ts";
import { engineMonths } from "./months.ts";
import { enginePrice, enginePriceLimits, priceScale } from "./price.ts";
import { engineSessions } from "./sessions.ts";
import {
  engineAmendments,
  engineCollateral,
  engineLimits,
  engineListing,
  engineMargin,
  engineOrders,
  engineParticipants,
  engineParty,
  engineSettlement,
  engineSize,
} from "./terms.ts";

/** All that an exchange's engine needs of the model's product, as `schema/engine.schema.json` describes it. */
export function engineConfig(model: ContractModel): EngineConfig {
  const { product, asOf } = productOf(model);
  const scale = priceScale(product);
  const sessions = engineSessions(model);
  return present({
    format: "tenor-engine/1" as const,
    compiler: model.compiler,
    asOf,
    product: {
      id: product.id,
      kind: product.kind,
      title: product.title,
      period: product.contract.period,
      clause: product.clause,
    },
    underlying: { index: product.underlying.index, clause: product.underlying.clause },
    venue: engineParty(model, product.venue, product.venueClause),
    clearing: engineParty(model, product.clearing, product.clearingClause),
    classification: product.classification.map(({ scheme, value, clause }) => ({ scheme, value, clause })),
    size: engineSize(product),
    price: enginePrice(product, scale),
    payment: product.payment,
    listing: engineListing(product),
    sessions,
    orders: product.orders && engineOrders(product.orders),
    priceLimits: product.priceLimits && enginePriceLimits(product.priceLimits, scale),
    limits: product.limits && engineLimits(product.limits),
    margin: engineMargin(product),
    fullCollateral: product.fullCollateral && engineCollateral(product.fullCollateral),
    participants: engineParticipants(product),
    settlement: engineSettlement(product, scale),
    months: engineMonths(product, sessions),
    amendments: engineAmendments(model),
    versions: model.versions,
  });
}
