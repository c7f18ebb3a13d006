import type { DateRule, Product } from "../../../src/model/model.ts";

const inLimits = (path: string) => `GPH/limits/${path}`;
const ltd: DateRule = { kind: "reference", date: "last-trading-day" };
const firstDay: DateRule = { kind: "nth-day", n: 1, day: "business", of: { kind: "contract" } };
const spotPeriod = { kind: "between", interval: { from: firstDay, to: ltd, inclusive: true } };
const startOfSpot: DateRule = { kind: "edge", edge: "start", of: spotPeriod };
const fiveBefore: DateRule = { kind: "offset", n: 5, unit: "business", side: "before", of: ltd };
const basis = inLimits("basis");

/** Limits, price limits, orders, margin and participants of GPH. */
export const gphRisk: Required<Pick<Product, "limits" | "priceLimits" | "orders" | "margin" | "participants">> = {
  limits: {
    basis: {
      text: "25% of SUPPLY.lowest-month / size, round down to 1 contract",
      formula: {
        op: "round",
        of: {
          op: "divide",
          left: {
            op: "multiply",
            left: { op: "number", value: "0.25", unit: "1", clause: basis },
            right: {
              op: "number",
              value: "8000000",
              unit: "GPU_hour of H100_SXM",
              clause: "SUPPLY/lowest-month",
            },
            unit: "GPU_hour of H100_SXM",
            clause: basis,
          },
          right: { op: "number", value: "1000", unit: "GPU_hour of H100_SXM / contract", clause: "GPH/size" },
          unit: "contract",
          clause: basis,
        },
        rounding: { mode: "down", increment: "1", clause: basis },
        unit: "contract",
        clause: basis,
      },
      contracts: 2000,
      steps: [
        "SUPPLY.lowest-month: 8000000 GPU_hour of H100_SXM",
        "25% of it: 2000000 GPU_hour of H100_SXM",
        "/ 1000 GPU_hour of H100_SXM per contract: 2000 contracts",
      ],
      clause: basis,
    },
    levels: [
      {
        scope: "spot-month",
        type: "limit",
        contracts: 2000,
        from: startOfSpot,
        edge: "open",
        text: "2_000 contracts from open of start of spot-period",
        clause: inLimits("spot-month"),
      },
      {
        scope: "spot-month",
        type: "limit",
        contracts: 1000,
        from: fiveBefore,
        edge: "close",
        text: "1_000 contracts from close of 5 business days before last-trading-day",
        clause: inLimits("spot-month"),
      },
      {
        scope: "single-month",
        type: "accountability",
        contracts: 5000,
        text: "accountability 5_000 contracts",
        clause: inLimits("single-month"),
      },
      {
        scope: "all-months",
        type: "accountability",
        contracts: 10000,
        text: "accountability 10_000 contracts",
        clause: inLimits("all-months"),
      },
    ],
    reportable: { contracts: 25, clause: inLimits("reportable") },
    aggregate: [{ product: "MGPH", ratio: "0.1", into: false, clause: inLimits("aggregate") }],
    exemptions: [
      { name: "bona-fide-hedge", clause: inLimits("exemptions") },
      { name: "spread", clause: inLimits("exemptions") },
    ],
    clause: "GPH/limits",
  },
  priceLimits: {
    bands: ["0.07", "0.13", "0.2"],
    of: "previous-settlement",
    round: {
      mode: "toward",
      increment: "0.001",
      reference: "previous-settlement",
      role: "outright",
      clause: "GPH/price-limits/band",
    },
    halts: [
      { at: "0.07", milliseconds: 120_000, stop: false },
      { at: "0.13", milliseconds: 120_000, stop: false },
      { at: "0.2", stop: true },
    ],
    text: "[7%, 13%, 20%] of previous settlement, round toward previous settlement to tick.outright",
    haltText: "2 minutes at 7%, 2 minutes at 13%, stop at 20%",
    clause: "GPH/price-limits/band",
    haltClause: "GPH/price-limits/halt",
  },
  orders: {
    max: { contracts: 500, clause: "GPH/orders/max" },
    block: { min: 50, reportWithinMilliseconds: 900_000, clause: "GPH/orders/block" },
    clause: "GPH/orders",
  },
  margin: [
    {
      name: "maintenance",
      text: "20%, proposed",
      rate: "0.2",
      of: "price",
      proposed: true,
      clause: "GPH/margin/maintenance",
    },
    {
      name: "initial",
      text: "110% of maintenance",
      rate: "1.1",
      of: "maintenance",
      proposed: false,
      clause: "GPH/margin/initial",
    },
    { name: "inter-month", text: "4%", rate: "0.04", of: "price", proposed: false, clause: "GPH/margin/inter-month" },
  ],
  participants: [
    {
      name: "retail",
      text: 'allowed in [US], leverage at most 5 to 1, suitability under "Rule 512"',
      allowedIn: ["US"],
      leverageAtMost: "5",
      under: "Rule 512",
      clause: "GPH/participants/retail",
    },
    { name: "screening", text: 'under "Rule 513"', under: "Rule 513", clause: "GPH/participants/screening" },
  ],
};
