import type { Delivery as DeliveryTerms } from "../../model/model.ts";
import type { Delivery } from "../../model/generated/engine.ts";
import { present } from "../present.ts";

/** What a delivery is of, where and when, and what an engine checks of a tender; its money is the calculator's. */
export function engineDelivery(delivery: DeliveryTerms): Delivery {
  const { grades, locations, round, instrument, notice, noticeDays, deliveryDays, tender, inspection } = delivery;
  const priced = ({ name, factor, add, clause }: DeliveryTerms["grades"][number]) => ({ name, factor, add, clause });
  return present({
    grades: grades.map(priced),
    locations: locations.map(priced),
    rounding: round && { mode: round.mode, increment: round.increment, clause: round.clause },
    instrument: { text: instrument.text, clause: instrument.clause },
    notice: {
      by: notice.by,
      until: notice.until,
      zone: notice.zone,
      businessDays: notice.businessDays,
      interval: noticeDays.interval,
      clause: notice.clause,
    },
    delivery: { interval: deliveryDays.interval, clause: deliveryDays.clause },
    tender: { by: tender.by, chooses: tender.chooses, multiple: tender.multiple, clause: tender.clause },
    inspection: inspection && {
      by: inspection.by,
      days: inspection.days,
      unit: inspection.unit,
      clause: inspection.clause,
    },
    failures: delivery.failures.map((one) =>
      present({
        side: one.side,
        kind: one.kind,
        share: one.kind === "share" ? one.share : undefined,
        amount: one.kind === "amount" ? one.amount : undefined,
        by: one.kind === "determination" ? one.by : undefined,
        under: one.kind === "determination" ? one.under : undefined,
        clause: one.clause,
      }),
    ),
  });
}
