import type { Product } from "../../model/model.ts";
import { ruleName } from "../../model/declared-rules.ts";
import { clausesIn } from "../dependencies.ts";
import { roundingWords } from "./formula-words.ts";
import type { Contract } from "./names.ts";
import { term, type Term } from "./term.ts";
import { count, duration, list, percent, spaced, thousands } from "./words.ts";

type Limits = NonNullable<Product["priceLimits"]>;

/** What moves the limits of a price, in words: the dynamic band, the expanded limit and the reset; each null where it is not stated. */
export function movingView({ dynamic, expand, reset }: Limits, unit: string) {
  return {
    dynamic:
      dynamic === undefined
        ? null
        : {
            share: term(percent(dynamic.share), dynamic.clause),
            round: term(roundingWords(dynamic.round, unit), dynamic.clause, ...clausesIn(dynamic.round)),
            over: term(duration(dynamic.lookBackMilliseconds), dynamic.clause),
            halt:
              dynamic.haltMilliseconds === undefined ? null : term(duration(dynamic.haltMilliseconds), dynamic.clause),
            under: under(dynamic),
          },
    expand:
      expand === undefined
        ? null
        : {
            factor: term(percent(expand.factor), expand.clause),
            round: term(roundingWords(expand.round, unit), expand.clause, ...clausesIn(expand.round)),
            under: under(expand),
          },
    reset:
      reset === undefined
        ? null
        : {
            after: term(duration(reset.afterMilliseconds), reset.clause),
            times: term(count(reset.times, "time"), reset.clause),
            under: under(reset),
          },
  };
}

/** How orders are held to the market and stopped, in words; each null where it is not stated. */
export function controlsView(orders: Contract["orders"]) {
  const { reasonability, killSwitch, actions } = orders ?? {};
  return {
    reasonability:
      reasonability === undefined
        ? null
        : { ticks: term(count(reasonability.ticks, "tick"), reasonability.clause), under: under(reasonability) },
    killSwitch:
      killSwitch === undefined
        ? null
        : {
            by: term(
              list(
                killSwitch.values.map((one) => STOPPERS[one] ?? spaced(one)),
                "or",
              ),
              killSwitch.clause,
            ),
            under: under(killSwitch),
          },
    actions:
      actions?.values.map(({ at, orders: kept }) => ({
        at: term(STATES[at] ?? spaced(at), actions.clause),
        what: term(kept === "keep" ? "keep their place" : "are cancelled", actions.clause),
      })) ?? [],
  };
}

const STOPPERS: { readonly [name: string]: string | undefined } = {
  participant: "the participant itself",
  "clearing-member": "its clearing member",
  exchange: "the Exchange",
  "clearing-house": "the Clearing House",
};

const STATES: { readonly [name: string]: string | undefined } = {
  halt: "when trading is halted",
  resume: "when trading resumes",
  close: "at the close of a session",
  "last-close": "at the last close of a contract",
  disconnect: "when the participant's connection is lost",
};

/** The rule a term leans on, by its name; null where it names none. */
export function under(one: { readonly under?: string; readonly clause: string }): Term | null {
  return one.under === undefined ? null : term(ruleName(one.under), one.clause);
}

type Obligation = NonNullable<Contract["participants"][number]["obligation"]>;

/** How what participants bring is kept. */
export const CUSTODY: { readonly [how: string]: string | undefined } = {
  segregated: "apart from what the Clearing House and its members own",
  "individually-segregated": "for each participant by itself",
  omnibus: "in one account for all participants",
};

/** What market makers owe, a phrase each. */
export function obligationWords({ makers, twoSided, spreadTicks, contracts, share }: Obligation): string[] {
  return [
    ...(makers === undefined ? [] : [`at least ${thousands(makers)}`]),
    ...(twoSided ? ["each quoting bid and offer"] : []),
    ...(spreadTicks === undefined ? [] : [`no more than ${count(spreadTicks, "tick")} apart`]),
    ...(contracts === undefined ? [] : [`for at least ${count(contracts, "contract")} a side`]),
    ...(share === undefined ? [] : [`during at least ${percent(share)} of each session`]),
  ];
}
