import type { Product } from "../../model/model.ts";
import type { Limits } from "../../model/generated/engine.ts";
import { present } from "../present.ts";

/** The terms of limits as an engine reads them; the levels of each contract month with their days stand with the month. */
export function engineLimits(limits: NonNullable<Product["limits"]>): Limits {
  const { basis, otherMonthsBasis, levels, counting, diminishing, reportable, reportedIn } = limits;
  const { aggregate, aggregation, referenced, exemptions, clause } = limits;
  return present({
    basis: basis && { contracts: basis.contracts, text: basis.text, clause: basis.clause },
    otherMonthsBasis: otherMonthsBasis && {
      contracts: otherMonthsBasis.contracts,
      text: otherMonthsBasis.text,
      clause: otherMonthsBasis.clause,
    },
    levels: levels.map((one) => ({
      scope: one.scope,
      type: one.type,
      contracts: one.contracts,
      text: one.text,
      clause: one.clause,
    })),
    counting: counting && { value: counting.value, clause: counting.clause },
    diminishing: diminishing && {
      remainder: diminishing.remainder,
      text: diminishing.text,
      clause: diminishing.clause,
    },
    reportable: reportable && { contracts: reportable.contracts, clause: reportable.clause },
    reportedIn: reportedIn && { contracts: reportedIn.contracts, clause: reportedIn.clause },
    aggregate: aggregate.map((one) => ({
      product: one.product,
      ratio: one.ratio,
      into: one.into,
      clause: one.clause,
    })),
    aggregation:
      aggregation &&
      present({
        under: aggregation.under,
        share: aggregation.share,
        except: aggregation.except,
        clause: aggregation.clause,
      }),
    referenced: referenced && { value: referenced.value, clause: referenced.clause },
    exemptions: exemptions.map((one) => engineExemption(one)),
    clause,
  });
}

/** A kind of exemption with its terms in the order of the schema. */
export function engineExemption(
  one: NonNullable<Product["limits"]>["exemptions"][number],
): Limits["exemptions"][number] {
  const { name, level, scopes, lasts, until, application, clause } = one;
  return present({ name, level, scopes, lasts, until, application, clause });
}
