// The exercise of a series of options on a day, and who is assigned.
import type { Assigned, Seller } from "./assignment.ts";
import { assignedByLot, assignedProRata } from "./assignment.ts";
import { intrinsicOf } from "./black76.ts";
import type { Amount, Worth } from "./book.ts";
import { money } from "./book.ts";
import { compare, fromInteger, multiply, show, subtract } from "./exact.ts";
import type { Fields } from "./input.ts";
import {
  inside,
  readChoice,
  readCount,
  readDate,
  readFields,
  readInstant,
  readList,
  readPrice,
  readText,
  readWhole,
  refuseAt,
  requireDistinct,
} from "./input.ts";
import type { OptionTerms } from "./option-terms.ts";
import { readSeries } from "./option-terms.ts";
import type { Step } from "./pool.ts";

type Instruction = {
  readonly account: string;
  readonly action: string;
  readonly lots: bigint;
  readonly time: bigint;
};

/** One account after an exercise: contracts exercised and given up, or assigned, and what it receives. */
export type Exercised = {
  readonly account: string;
  readonly exercised: string;
  readonly abandoned: string;
  readonly assigned: string;
  /** Contracts of the future it gets, signed, dealt at the strike; 0 where the option ends in cash. */
  readonly future: string;
  readonly amount: Amount;
};

/**
 * The exercise of one series on one day. On the day of expiry each holder exercises what is in the money by at least what the spec says, less
 * what an instruction gives up; other contracts, and all of them on an earlier day, are exercised as instructed. The same number is assigned to sellers.
 * Into futures each contract becomes one at the strike, and `amount` is its variation to the settlement; in cash it is the intrinsic value. Refused:
 * `not-expiry` for an instruction before expiry of a European option or to abandon before it, `after-deadline` for one at or after `deadline`,
 * `more-than-held`, `unbalanced` where bought is not sold.
 */
export function exerciseSeries(
  terms: OptionTerms,
  worth: Worth,
  input: unknown,
): { readonly exercised: string; readonly accounts: readonly Exercised[]; readonly steps: readonly Step[] } {
  const fields = readFields(input, "", [
    ...["series", "date", "expires", "right", "strike", "price"],
    ...["positions", "deadline", "instructions"],
  ]);
  const series = readText(fields["series"], "series");
  const date = readDate(fields["date"], "date");
  const expires =
    fields["expires"] === true ||
    (fields["expires"] === false
      ? false
      : refuseAt("expires", "not-a-choice", "true or false", String(fields["expires"])));
  const { right, strike } = readSeries(fields, "");
  const price = readPrice(fields["price"], "price", false, terms.underlying);
  const positions = readList(fields["positions"], "positions", readPosition);
  const instructions = readInstructions(fields, positions);
  requireDistinct(
    positions.map(({ account }) => account),
    "positions",
    "account",
  );
  if (positions.reduce((total, { lots }) => total + lots, 0n) !== 0n)
    refuseAt("positions", "unbalanced", "as many contracts bought as sold", "another number");
  instructions.forEach(({ action }, at) => {
    if (!expires && (terms.style === "european" || action === "abandon"))
      refuseAt(`instructions[${at}].action`, "not-expiry", `the day of expiry to ${action}`, date);
  });
  const value = intrinsicOf(right, price, strike);
  const automatic = expires && terms.automatic !== undefined && compare(value, terms.automatic) >= 0;
  const held = new Map(positions.filter(({ lots }) => lots > 0n).map(({ account, lots }) => [account, lots]));
  const told = (account: string, action: string): bigint =>
    instructions.find((one) => one.account === account && one.action === action)?.lots ?? 0n;
  const exercised = new Map(
    [...held].map(([account, lots]) => [
      account,
      automatic ? lots - told(account, "abandon") : told(account, "exercise"),
    ]),
  );
  const all = [...exercised.values()].reduce((total, lots) => total + lots, 0n);
  const sellers: Seller[] = positions
    .filter(({ lots }) => lots < 0n)
    .map(({ account, lots }) => ({ account, lots: -lots }));
  const assigned = assign(terms, sellers, all, `${terms.product}|${series}|${date}`);
  const steps: Step[] = [
    {
      text: `${right} at ${show(strike)}, settled at ${show(price)}: intrinsic value`,
      value: show(value),
      clause: terms.exerciseClause,
    },
    {
      text: automatic ? "exercised automatically, less what was given up" : "exercised as instructed",
      value: String(all),
      clause: terms.exerciseClause,
    },
    {
      text: `assigned ${terms.assignment === "random" ? "by lot" : "pro rata"}`,
      value: String(all),
      clause: terms.assignmentClause,
    },
  ];
  const accounts = [...positions]
    .sort((a, b) => (a.account < b.account ? -1 : 1))
    .map(({ account, lots }): Exercised => {
      const own = lots > 0n ? (exercised.get(account) ?? 0n) : 0n;
      const given = assigned.find((one) => one.account === account)?.lots ?? 0n;
      const net = own - given;
      // A future dealt at the strike may lose; cash is never paid by who exercises.
      const moved = right === "call" ? subtract(price, strike) : subtract(strike, price);
      const gain = terms.into === "cash" ? value : moved;
      const each = multiply(gain, worth.multiplier);
      return {
        account,
        exercised: String(own),
        abandoned: String(lots > 0n && expires ? lots - own : 0n),
        assigned: String(given),
        future: terms.into === "future" ? String(right === "call" ? net : -net) : "0",
        amount: money(worth, multiply(each, fromInteger(net))),
      };
    });
  return { exercised: String(all), accounts, steps };
}

function assign(terms: OptionTerms, sellers: readonly Seller[], all: bigint, seed: string): readonly Assigned[] {
  return terms.assignment === "random" ? assignedByLot(sellers, all, seed) : assignedProRata(sellers, all);
}

function readPosition(value: unknown, place: string): Seller {
  const fields = readFields(value, place, ["account", "lots"]);
  return {
    account: readText(fields["account"], inside(place, "account")),
    lots: readWhole(fields["lots"], inside(place, "lots")),
  };
}

/** Instructions in time, one of a kind by each account, and together for no more than it holds. */
function readInstructions(fields: Fields, positions: readonly Seller[]): readonly Instruction[] {
  const deadline = readInstant(fields["deadline"], "deadline");
  const instructions = readList(fields["instructions"], "instructions", readInstruction);
  requireDistinct(
    instructions.map(({ account, action }) => `${account} ${action}`),
    "instructions",
    "instruction",
  );
  const left = new Map(positions.map(({ account, lots }) => [account, lots > 0n ? lots : 0n]));
  instructions.forEach(({ account, lots, time }, at) => {
    const place = `instructions[${at}]`;
    if (time >= deadline)
      refuseAt(`${place}.time`, "after-deadline", `a time before ${String(fields["deadline"])}`, "a later one");
    const most = left.get(account) ?? 0n;
    if (lots === 0n) refuseAt(`${place}.lots`, "not-positive", "at least one contract", "0");
    if (most < lots) refuseAt(`${place}.lots`, "more-than-held", `at most ${most}`, String(lots));
    left.set(account, most - lots);
  });
  return instructions;
}

function readInstruction(value: unknown, place: string): Instruction {
  const fields = readFields(value, place, ["account", "action", "lots", "time"]);
  return {
    account: readText(fields["account"], inside(place, "account")),
    action: readChoice(fields["action"], inside(place, "action"), ["exercise", "abandon"], "unknown-action"),
    lots: readCount(fields["lots"], inside(place, "lots")),
    time: readInstant(fields["time"], inside(place, "time")),
  };
}
