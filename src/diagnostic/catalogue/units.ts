import { entry } from "../entry.ts";

export const unitEntries = {
  "tick-value-exact": entry<{ product: string; value: string; currency: string; minor: string }>({
    severity: "error",
    message: (p) => `one tick of ${p.product} is worth ${p.value} ${p.currency}, and ${p.currency} has ${p.minor}`,
    page: `Money is paid in whole minor units, so one tick must be worth a whole number of them.`,
  }),
};
