type Call = { readonly name: string; readonly function: string; readonly arguments: readonly unknown[] };

const call = (name: string, of: string, ...given: readonly unknown[]): Call => ({
  name: `by hand: ${name}`,
  function: of,
  arguments: given,
});

/** Eight samples, unlike each other; `null` has failed. */
const samples = (...midpoints: readonly (string | null)[]) => ({
  samples: midpoints.map((midpoint) => (midpoint === null ? null : { midpoint, index: "2.914" })),
  index: "2.914",
});

// Above the index by more than the interest draws to itself, and by less than the clamp.
const APART = samples("2.9180", "2.9260", "2.9190", "2.9230", "2.9280", "2.9185", "2.9200", "2.9290");
const FAILED = samples("2.9180", "2.9290", null, "2.9185", "2.9190", null, "2.9200", "2.9210");
const FAR_BELOW = samples(...Array.from({ length: 8 }, () => "2.7000"));

const funding = [
  call("samples unlike each other", "fundingRate", APART),
  call("two samples fail", "fundingRate", FAILED),
  call("the market is far below the index", "fundingRate", FAR_BELOW),
];

/** Calls whose answer only the second reading says: legs off the middle of the vectors, and intervals whose samples differ. */
export const specialDays: Readonly<Record<string, readonly Call[]>> = {
  "spread of months": [
    call("the far leg would be below zero", "legPrices", { price: "2.0000", lots: "1", settlements: ["1.5000"] }),
    call("rows of two settlements", "legPricesInColumns", {
      price: ["0.5000", "0.5005"],
      settlements: [["2.9840", "2.7711"]],
    }),
  ],
  butterfly: [
    call("settlements between two steps", "legPrices", {
      price: "0.010",
      lots: "2",
      settlements: ["2.9846", "2.7711"],
    }),
  ],
  perpetual: funding,
  "samples repeated": funding,
  "a third of a rate": funding,
  "a low cap": funding,
};
