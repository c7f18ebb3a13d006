// The exercise of a series of options on a day, and who is assigned.
import type { Assigned, Seller } from "./assignment.ts";
import { assignedByLot, assignedProRata } from "./assignment.ts";
import { intrinsicOf } from "./black76.ts";
import type { Amount, Worth } from "./book.ts";
import { money } from "./book.ts";
import { compare, fromInteger, multiply, show, subtract } from "./exact.ts";
import {
  inside,
  readChoice,
  readCount,
  readDate,
  readFields,
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

type Instruction = { readonly account: string; readonly action: string; readonly lots: bigint };

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
 * `not-expiry` for an instruction before expiry of a European option, `more-than-held`, `unbalanced` where bought is not sold.
 */
export function exerciseSeries(
  terms: OptionTerms,
  worth: Worth,
  input: unknown,
): { readonly exercised: string; readonly accounts: readonly Exercised[]; readonly steps: readonly Step[] } {
  const fields = readFields(input, "", [
    "series",
    "date",
    "expires",
    "right",
    "strike",
    "price",
    "positions",
    "instructions",
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
  const instructions = readList(fields["instructions"], "instructions", readInstruction);
  requireDistinct(
    positions.map(({ account }) => account),
    "positions",
    "account",
  );
  requireDistinct(
    instructions.map(({ account, action }) => `${account} ${action}`),
    "instructions",
    "instruction",
  );
  if (positions.reduce((total, { lots }) => total + lots, 0n) !== 0n)
    refuseAt("positions", "unbalanced", "as many contracts bought as sold", "another number");
  if (!expires && terms.style === "european" && instructions.length > 0)
    refuseAt("instructions", "not-expiry", "an exercise on the day of expiry", date);
  const value = intrinsicOf(right, price, strike);
  const automatic = expires && terms.automatic !== undefined && compare(value, terms.automatic) >= 0;
  const held = new Map(positions.filter(({ lots }) => lots > 0n).map(({ account, lots }) => [account, lots]));
  instructions.forEach(({ account, lots }, at) => {
    if ((held.get(account) ?? 0n) < lots)
      refuseAt(`instructions[${at}].lots`, "more-than-held", `at most ${held.get(account) ?? 0n}`, String(lots));
  });
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

function readInstruction(value: unknown, place: string): Instruction {
  const fields = readFields(value, place, ["account", "action", "lots"]);
  return {
    account: readText(fields["account"], inside(place, "account")),
    action: readChoice(fields["action"], inside(place, "action"), ["exercise", "abandon"], "unknown-action"),
    lots: readCount(fields["lots"], inside(place, "lots")),
  };
}
