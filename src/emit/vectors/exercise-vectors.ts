import type { Option } from "../../model/model.ts";
import { add, compare, multiply, parse, roundTo, subtract } from "../../runtime/exact.ts";
import { expiryOf, seriesCode } from "../option/config.ts";
import { interpretAssignment, interpretIntrinsic, interpretOptionMoney } from "./interpret-option.ts";
import { dealt } from "./option-vectors.ts";
import type { Json, JsonObject } from "./read.ts";
import type { Vector } from "./vector.ts";
import { refusedVector, text, vectorOf } from "./vector.ts";

type Right = "call" | "put";

const POSITIONS = [
  { account: "ASH", lots: 40 },
  { account: "BEECH", lots: 3 },
  { account: "ELM", lots: -25 },
  { account: "FIR", lots: -11 },
  { account: "OAK", lots: -7 },
] as const;

/** Vectors of the exercise of a call and a put, with who is assigned, and what is refused. */
export function exerciseVectors(option: Option): Vector[] {
  const { strike } = dealt(option);
  return (["call", "put"] as const).flatMap((right) => exercises(option, right, strike));
}

function exercises(option: Option, right: Right, strike: string): Vector[] {
  const { id, exercise, premium, futureTick, contracts } = option;
  const month = contracts[0]?.month;
  const series = seriesCode(month?.code ?? id, right, strike);
  const date = month === undefined ? "2027-03-29" : expiryOf(month);
  // A tenth of the strike, and enough to be exercised unasked.
  const least = parse(exercise.automatic?.by ?? futureTick.settlement);
  const tenth = roundTo(multiply(parse(strike), { n: 1n, d: 10n }), parse(futureTick.settlement), "up");
  const far = compare(tenth, least) < 0 ? roundTo(least, parse(futureTick.settlement), "up") : tenth;
  const price = text(
    right === "call"
      ? add(parse(strike), far)
      : compare(far, parse(strike)) < 0
        ? subtract(parse(strike), far)
        : parse(futureTick.settlement),
  );
  const positions = POSITIONS.map(({ account, lots }) => ({ account, lots: String(lots) }));
  const [deadline, time] = [`${date}T22:00:00Z`, `${date}T21:59:59.999Z`];
  const base: JsonObject = { series, date, expires: true, right, strike, price, positions, deadline, instructions: [] };
  const outcome = (given: JsonObject, held: Readonly<Record<string, number>>): Json => {
    const all = Object.values(held).reduce((total, lots) => total + lots, 0);
    const sellers = POSITIONS.filter(({ lots }) => lots < 0).map(({ account, lots }) => ({ account, lots: -lots }));
    const assigned = interpretAssignment(option, sellers, all, `${id}|${series}|${date}`);
    const settled = given["price"] as string;
    const gain = subtract(parse(settled), parse(strike));
    const moved = right === "call" ? gain : multiply(gain, parse("-1"));
    const each = exercise.into.kind === "cash" ? interpretIntrinsic(right, strike, settled) : moved;
    return {
      exercised: String(all),
      accounts: POSITIONS.map(({ account }) => {
        const net = BigInt((held[account] ?? 0) - (assigned.get(account) ?? 0));
        return {
          account,
          assigned: String(assigned.get(account) ?? 0),
          future: exercise.into.kind === "future" ? String(right === "call" ? net : -net) : "0",
          amount: { amount: interpretOptionMoney(option, each, net), currency: premium.currency },
        };
      }),
    };
  };
  const make = (way: string, name: string, more: JsonObject, held: Readonly<Record<string, number>>): Vector => {
    const given = { ...base, ...more };
    return vectorOf(
      `${series}: ${name}`,
      "exercise",
      [given],
      () => outcome(given, held),
      () => [`${way}/${right}`],
    );
  };
  const instructed = (account: string, action: string, lots: string): JsonObject => ({
    instructions: [{ account, action, lots, time }],
  });
  const worthless = text(right === "call" ? parse(futureTick.settlement) : multiply(parse(strike), parse("2")));
  const all: Readonly<Record<string, number>> = exercise.automatic === undefined ? {} : { ASH: 40, BEECH: 3 };
  const less: Readonly<Record<string, number>> = exercise.automatic === undefined ? {} : { ASH: 21, BEECH: 3 };
  return [
    make(exercise.automatic === undefined ? "worthless" : "automatic", "in the money at expiry", {}, all),
    ...(exercise.automatic === undefined
      ? []
      : [make("given-up", "nineteen given up", instructed("ASH", "abandon", "19"), less)]),
    make("worthless", "worthless at expiry", { price: worthless }, {}),
    make(
      "instructed",
      "exercised against the market",
      { price: worthless, ...instructed("BEECH", "exercise", "2") },
      { BEECH: 2 },
    ),
    ...(option.style.value === "american"
      ? [make("early", "exercised early", { expires: false, ...instructed("ASH", "exercise", "13") }, { ASH: 13 })]
      : [
          refusedVector(
            `${series}: exercised early`,
            "exercise",
            [{ ...base, expires: false, ...instructed("ASH", "exercise", "13") }],
            "not-expiry",
          ),
        ]),
    refusedVector(
      `${series}: more than is held`,
      "exercise",
      [{ ...base, ...instructed("ASH", "exercise", "41") }],
      "more-than-held",
    ),
    refusedVector(
      `${series}: more is asked for in two ways than is held`,
      "exercise",
      [
        {
          ...base,
          instructions: ["exercise", "abandon"].map((action) => ({ account: "ASH", action, lots: "21", time })),
        },
      ],
      "more-than-held",
    ),
    refusedVector(
      `${series}: at the deadline`,
      "exercise",
      [{ ...base, instructions: [{ account: "ASH", action: "exercise", lots: "1", time: deadline }] }],
      "after-deadline",
    ),
    refusedVector(
      `${series}: given up before expiry`,
      "exercise",
      [{ ...base, expires: false, ...instructed("ASH", "abandon", "1") }],
      "not-expiry",
    ),
    refusedVector(
      `${series}: more bought than sold`,
      "exercise",
      [{ ...base, positions: positions.slice(1) }],
      "unbalanced",
    ),
  ];
}
