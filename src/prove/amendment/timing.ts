import { addFederalBusinessDays, isFederalBusinessDay, onFederalBusinessDay } from "../../value/federal-days.ts";
import { type Day, formatDay, parseDay } from "../../value/day.ts";
import type { FilingClass } from "./filing-class.ts";

/** How a change is brought about: by its class, or as a person chooses, by asking for approval or in an emergency. */
export type Route = FilingClass | "approval" | "emergency";

/** The days of a filing. `receivedBy` is the last on which it may be received; `earliest` the first on which it may take effect. */
export type Timing = {
  readonly route: Route;
  readonly provision: string;
  readonly words: string;
  readonly effective?: string;
  readonly receivedBy?: string;
  readonly filed?: string;
  readonly earliest?: string;
};

/** Business days between receipt and implementation, 17 CFR 40.6(a)(3). */
export const CERTIFICATION_DAYS = 10;
/** Calendar days of review, 17 CFR 40.5(c)(1). */
export const APPROVAL_DAYS = 45;

const ROUTES: Readonly<Record<Route, readonly [provision: string, words: string]>> = {
  certification: [
    "17 CFR 40.6(a)(3)",
    `received by the open of business, 8:15 a.m. Washington time, at least ${CERTIFICATION_DAYS} business days before it is implemented`,
  ],
  notification: [
    "17 CFR 40.6(d)(1)",
    "without certification; told in the weekly summary of the week in which it takes effect",
  ],
  none: ["17 CFR 40.6(d)(3)", "without a filing; the exchange keeps documentation of the change"],
  approval: [
    "17 CFR 40.5(c)(1)",
    `approved, or deemed so ${APPROVAL_DAYS} days after receipt unless the period is extended`,
  ],
  emergency: [
    "17 CFR 40.6(a)(6)",
    "received before it is implemented where practicable, else at the earliest time and within 24 hours after",
  ],
};

/**
 * When a filing has to be received for a change that takes effect on a day, and when one filed on a day may take effect. Days are `YYYY-MM-DD`;
 * what was not said is not worked out. A business day of the Commission is no Saturday, Sunday or federal holiday (17 CFR 40.1).
 */
export function timingOf(
  route: Route,
  { filed, effective }: { readonly filed?: string; readonly effective?: string },
): Timing {
  const [provision, words] = ROUTES[route];
  const [from, until] = [filed, effective].map((one) => (one === undefined ? undefined : parseDay(one)));
  const by = until === undefined ? undefined : receiptFor(route, until);
  const first = from === undefined ? undefined : earliestAfter(route, from);
  return {
    route,
    provision,
    words,
    ...(effective === undefined ? {} : { effective }),
    ...(by === undefined ? {} : { receivedBy: formatDay(by) }),
    ...(filed === undefined ? {} : { filed }),
    ...(first === undefined ? {} : { earliest: formatDay(first) }),
  };
}

function receiptFor(route: Route, effective: Day): Day | undefined {
  if (route === "certification") return addFederalBusinessDays(effective, -CERTIFICATION_DAYS);
  // A trade date opens on the evening before or on the day itself, so that 24 hours after it no later day is sure to be in time.
  if (route === "emergency") return effective;
  if (route !== "approval") return undefined;
  // A period that ends on no business day runs on to the next one, so that the last day of receipt is found by trying.
  let day = effective - APPROVAL_DAYS;
  while (!isFederalBusinessDay(day) || onFederalBusinessDay(day + APPROVAL_DAYS) > effective) day--;
  return day;
}

function earliestAfter(route: Route, filed: Day): Day {
  const received = onFederalBusinessDay(filed);
  if (route === "certification") return addFederalBusinessDays(received, CERTIFICATION_DAYS);
  if (route === "approval") return onFederalBusinessDay(received + APPROVAL_DAYS);
  return filed;
}
