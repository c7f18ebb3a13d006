import { entry } from "../entry.ts";

/** What can be wrong with spreads. */
export const spreadEntries = {
  "leg-twice": entry<{ leg: string }>({
    severity: "error",
    message: (p) => `${p.leg} is a leg already`,
    help: () => "put its contracts together in one leg, or name another month",
    page: `A leg is said once, with all of its contracts: two legs of the same contract would be one with the sum of both.

Wrong:

    legs: +1 GPH[near] +1 GPH[near] -2 GPH[far]

Right:

    legs: +2 GPH[near] -2 GPH[far]
`,
  }),
  "leg-not-in-price": entry<{ leg: string }>({
    severity: "error",
    message: (p) => `the price of the spread does not count ${p.leg}, which is a leg of it`,
    help: () => "count the leg in `price`, or leave it out of `legs`",
    page: `The price of a spread is made of the prices of all of its legs. A leg that the price did not count would change hands at a price
nobody agreed on.

Wrong:

    legs:  +2 GPH[near] -1 ITK[near]
    price: GPH, signed

Right:

    legs:  +2 GPH[near] -1 ITK[near]
    price: GPH - 2.5 (Mtoken of STD_TOKEN) / (GPU_hour of H100_SXM) * ITK, signed
`,
  }),
  "legs-out-of-proportion": entry<{ leg: string; lots: string }>({
    severity: "error",
    message: (p) => `the contracts of ${p.leg} do not stand in the proportion in which the price counts it`,
    help: (p) =>
      /^-?[1-9][0-9]*$/.test(p.lots)
        ? `with ${p.lots} contracts of it they do`
        : `${p.lots} contracts of it would do, which is no whole number: change the contracts of the other legs, or the price`,
    page: `When the price of a spread moves by one tick, what its legs gain and lose together must be what that tick is worth, whichever leg has
moved. So the value of each leg's contracts, divided by how often the price counts the leg, is the same for all legs.

Wrong:

    legs:  +1 GPH[near] -1 ITK[near]      // 1,000 GPU-hours against 5,000 Mtoken
    price: GPH - 2.5 (Mtoken of STD_TOKEN) / (GPU_hour of H100_SXM) * ITK, signed

Right:

    legs:  +2 GPH[near] -1 ITK[near]      // 2,000 GPU-hours against 5,000 Mtoken: 2.5 Mtoken an hour
    price: GPH - 2.5 (Mtoken of STD_TOKEN) / (GPU_hour of H100_SXM) * ITK, signed
`,
  }),
  "leg-not-listed": entry<{ spread: string; leg: string; date: string }>({
    severity: "error",
    message: (p) => `a combination of ${p.spread} has the leg ${p.leg}, which is not listed on ${p.date}`,
    help: () => "list fewer months of the spread, or more of the leg's product",
    page: `A trade in a spread is a trade in each of its legs, so on every day on which a combination is listed all of its legs are.

Wrong:

    spread GPH_CAL on GPH { listing { months: 24 consecutive … } … }      // GPH lists 12

Right:

    spread GPH_CAL on GPH { listing { months: 6 consecutive … } … }
`,
  }),
  "leg-price-off-tick": entry<{ leg: string; tick: string; price: string }>({
    severity: "error",
    message: (p) => `${p.leg} could get the price ${p.price}, which is no whole number of its tick ${p.tick}`,
    help: () =>
      "make the spread's tick coarser, or round the settlements of the other legs: `leg-prices: …, round half-even to 0.0004`",
    page: `The prices of the legs of a trade add up to the price of the spread to the last digit, and each lies on the tick of its contract. One leg
takes what the others leave, so its price must come out on its tick whatever the spread trades at and wherever the others settled.

Wrong:

    price:      GPH - 2.5 (Mtoken of STD_TOKEN) / (GPU_hour of H100_SXM) * ITK, signed
    leg-prices: ITK leg at settlement                               // 2.5 × 0.0001 is no tick of GPH

Right:

    price:      GPH - 2.5 (Mtoken of STD_TOKEN) / (GPU_hour of H100_SXM) * ITK, signed
    leg-prices: ITK leg at settlement, round half-even to 0.0004    // 2.5 × 0.0004 is 0.0010
`,
  }),
};
