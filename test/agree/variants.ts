import type { ContractModel, GroupStep, Index, Screen } from "../../src/model/model.ts";
import { h100Rental } from "../kit/sample/h100-index.ts";
import { tokenBasket } from "../kit/sample/itk-index.ts";
import { sampleGph, sampleItk } from "../kit/sample-model.ts";

/** An index to compare the calculator and the second reading on. */
export type Variant = {
  readonly name: string;
  readonly model: ContractModel;
  readonly index: Index;
  readonly kinds: string[];
  readonly columns?: Record<string, string[]>;
  /** How many random days it is tried on. */
  readonly runs?: number;
};

const SCREEN = "H100_RENTAL/screen/1";
const said = { text: "as the spec says", clause: SCREEN };
const step = (
  each: string,
  of: string,
  statistic: GroupStep["statistic"],
  more: Partial<GroupStep> = {},
): GroupStep => ({
  each,
  of,
  statistic,
  text: `${statistic} of ${of}`,
  clause: "H100_RENTAL/part",
  ...more,
});
const window = (parts: number): NonNullable<Index["window"]> => ({
  ...(h100Rental.window as Extract<Index["window"], { kind: "clock" }>),
  parts,
});
const value = (statistic: Index["value"]["statistic"], over: string, more: Partial<Index["value"]> = {}) => ({
  ...h100Rental.value,
  statistic,
  over,
  ...more,
});

/** The H100 index in one part, with other screens, steps and value. */
const other = (name: string, change: Partial<Index>): Variant => ({
  name,
  model: sampleGph,
  index: { ...h100Rental, window: window(1), screens: [], steps: [], quorum: [], ...change },
  kinds: ["trade", "offer"],
  runs: 60,
});

const screened = (name: string, screens: readonly Omit<Screen, "text" | "clause">[], change: Partial<Index> = {}) =>
  other(name, {
    screens: screens.map((one) => ({ ...one, ...said })),
    steps: [step("source", "price", "median")],
    value: value("mean", "source"),
    ...change,
  });

const basket = (name: string, weights: Index["weights"], change: Partial<Index> = {}): Variant => ({
  name,
  model: sampleItk,
  index: { ...tokenBasket, ...(weights && { weights }), ...change },
  kinds: ["listing"],
  runs: 60,
  columns: { tier: ["on-demand", "on-demand", "spot"], model: ["ALDER", "BIRCH", "CEDAR", "ELM", "FIR"] },
});

const scheme = { text: "as the spec says", clause: "TOKEN_BASKET/weights" };
const basketMembers = tokenBasket.members.find(({ of }) => of === "model")?.members ?? [];

/** Every rule of an index that the samples do not use, each where it matters. */
export const variants: readonly Variant[] = [
  other("a time-weighted mean of each of three parts", {
    window: window(3),
    steps: [step("part", "price", "time-weighted-mean", { empty: "leave-out" })],
    value: value("mean", "part"),
  }),
  other("a time-weighted mean of the whole window", { value: value("time-weighted-mean", "price") }),
  other("the newest price of each source, trimmed over sources", {
    steps: [step("source", "price", "last")],
    value: value("trimmed-mean", "source", { trim: "0.25" }),
  }),
  other("a trimmed mean of all prices", { value: value("trimmed-mean", "price", { trim: "1/10" }) }),
  other("sources that weigh their volume, with a quorum of their own and rounded", {
    steps: [
      step("source", "price", "volume-weighted-mean", {
        weigh: { by: "volume", clause: SCREEN },
        quorum: [{ count: 4, of: "trades", clause: SCREEN }],
        round: { mode: "half-even", increment: "0.01", clause: SCREEN },
      }),
    ],
    value: value("weighted-mean", "source"),
  }),
  other("sources that weigh the number of their trades", {
    steps: [step("source", "price", "median", { weigh: { by: "count", clause: SCREEN } })],
    value: value("volume-weighted-median", "source"),
  }),
  other("sources by volume, none above 35% of the whole", {
    steps: [step("source", "price", "median")],
    value: value("weighted-mean", "source"),
    weights: { scheme: "volume", cap: "0.35", excess: "pro-rata-until-none-exceeds", ...said },
  }),
  screened("sources judged by the others, taken back later", [
    {
      action: "drop",
      subject: "source",
      of: "median",
      threshold: "0.02",
      from: "median of other sources",
      readmit: "0.01",
    },
  ]),
  screened("sources judged by all, taken back later", [
    { action: "drop", subject: "source", of: "median", threshold: "0.01", from: "median of sources", readmit: "0.005" },
  ]),
  screened("prices clamped to 0.5% of the median of sources", [
    { action: "clamp", subject: "source", threshold: "0.005", from: "median of sources" },
  ]),
  screened("a value that moves by a tenth at most from one print to the next", [
    { action: "clamp", subject: "value", threshold: "0.1", from: "previous value" },
  ]),
  screened("prices clamped to bounds and to 10% of the median of their part", [
    { action: "clamp", subject: "price", low: "0.5", high: "3" },
    { action: "clamp", subject: "price", threshold: "0.1", from: "median of part" },
  ]),
  screened("prices and sizes out of bounds, and far from the value before", [
    { action: "drop", subject: "trade", of: "price", comparison: "<=", value: "0" },
    { action: "drop", subject: "trade", of: "size", comparison: "<", value: "2.5" },
    { action: "drop", subject: "trade", of: "price", threshold: "0.9", from: "previous value" },
  ]),
  screened("prices and sources that are too old", [
    { action: "drop", subject: "trade", of: "age", milliseconds: 3_000_000 },
    { action: "drop", subject: "source", of: "age", milliseconds: 900_000 },
    { action: "drop", subject: "trade", of: "age", milliseconds: 600_000, behind: "source" },
  ]),
  {
    ...other("inputs in other units and of other grades, by the part", {
      window: window(3),
      steps: [step("part", "price", "volume-weighted-median", { empty: "leave-out" })],
      value: value("mean", "part"),
      quotes: [
        {
          by: "unit",
          of: [
            { name: "hour", times: "1", plus: "0", sizes: "1", clause: SCREEN },
            { name: "day", times: "1/24", plus: "0", sizes: "24", clause: SCREEN },
          ],
          ...said,
        },
        {
          by: "grade",
          of: [
            { name: "H100", times: "1", plus: "0", sizes: "1", clause: SCREEN },
            { name: "H200", times: "10/13", plus: "0", sizes: "1", clause: SCREEN },
            { name: "PCIE", times: "1", plus: "0.25", sizes: "1", clause: SCREEN },
          ],
          ...said,
        },
      ],
    }),
    columns: { unit: ["hour", "hour", "day"], grade: ["H100", "H200", "PCIE"] },
  },
  ...([{ by: "all" }, { by: "source" }] as const).map(({ by }) =>
    other(`inputs that are turned ${by}`, {
      value: value("volume-weighted-mean", "price"),
      quotes: [{ by, of: [{ name: "ALPHA", times: "3/7", plus: "0.01", sizes: "7/3", clause: SCREEN }], ...said }],
    }),
  ),
  other("the last nine trades, by their sources", {
    window: { kind: "count", count: 9, of: "trades", ...said },
    steps: [step("source", "price", "median")],
    value: value("mean", "source"),
  }),
  ...(["repeat", "leave-out", undefined] as const).map((empty) =>
    other(`the days of a month, an empty one ${empty ?? "without a value"}`, {
      window: { kind: "month", days: "business", ...said },
      steps: [step("part", "price", "median", empty && { empty })],
      value: value("mean", "part"),
    }),
  ),
  ...(["repeat", "leave-out", undefined] as const).map((empty) =>
    other(`the hours of a month, an empty one ${empty ?? "without a value"}`, {
      window: { kind: "hours", ...said },
      steps: [step("part", "price", "median", empty && { empty })],
      value: value("mean", "part"),
    }),
  ),
  ...[
    { lookback: 0, lockout: 0, shift: false },
    { lookback: 2, lockout: 0, shift: false },
    { lookback: 2, lockout: 1, shift: true },
    { lookback: 1, lockout: 9, shift: false },
  ].flatMap((accrual) =>
    ([undefined, 360] as const).map((year) =>
      other(`rates, ${year === undefined ? "averaged" : "compounded"}, ${JSON.stringify(accrual)}`, {
        window: { kind: "month", days: "calendar", ...said },
        steps: [step("part", "price", "median")],
        accrual: { ...accrual, ...(year && { year, scale: "0.01" }), ...said },
        value: value(year ? "compounded-rate" : "mean", "part"),
      }),
    ),
  ),
  basket("TOKEN_BASKET with fixed weights", {
    scheme: "fixed",
    shares: basketMembers.map((member, at) => ({
      member,
      share: `${2 * (at + 1)}/${basketMembers.length * (basketMembers.length + 1)}`,
      clause: scheme.clause,
    })),
    ...scheme,
  }),
  basket(
    "TOKEN_BASKET with a member that retired and one that has a successor",
    {
      scheme: "fixed",
      shares: basketMembers.map((member, at) => ({
        member,
        share: `${2 * (at + 1)}/${basketMembers.length * (basketMembers.length + 1)}`,
        clause: scheme.clause,
      })),
      ...scheme,
    },
    {
      quorum: [],
      retired: [
        { of: "model", member: "ALDER", effective: "2027-01-04", ...scheme },
        { of: "model", member: "BIRCH", effective: "2027-02-02", successor: "FIR", ...scheme },
        { of: "model", member: "CEDAR", effective: "2027-02-03", successor: "YEW", ...scheme },
      ],
    },
  ),
  ...(["2027-02-02", "2027-01-04"] as const).map((from) =>
    basket(
      `TOKEN_BASKET from a base on ${from}`,
      { scheme: "equal", ...scheme },
      {
        quorum: [{ count: 2, of: "models", clause: scheme.clause }],
        steps: tokenBasket.steps.map((one) => ({
          ...one,
          round: { mode: "half-even", increment: "0.0001", clause: scheme.clause },
        })),
        base: { value: "100", from, rebalances: ["2027-02-01"], ...scheme },
      },
    ),
  ),
  basket(
    "TOKEN_BASKET from a base, with members that retire",
    { scheme: "equal", ...scheme },
    {
      quorum: [{ count: 2, of: "models", clause: scheme.clause }],
      steps: tokenBasket.steps.map((one) => ({
        ...one,
        round: { mode: "half-even", increment: "0.0001", clause: scheme.clause },
      })),
      retired: [
        { of: "model", member: "ALDER", effective: "2027-02-02", ...scheme },
        { of: "model", member: "BIRCH", effective: "2027-02-02", successor: "FIR", ...scheme },
        { of: "model", member: "CEDAR", effective: "2027-02-03", ...scheme },
      ],
      base: { value: "100", from: "2027-01-04", rebalances: [], ...scheme },
    },
  ),
  basket("TOKEN_BASKET with a cap of 30%", {
    scheme: "equal",
    cap: "0.3",
    excess: "pro-rata-until-none-exceeds",
    ...scheme,
  }),
];
