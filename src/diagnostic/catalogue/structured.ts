import { entry } from "../entry.ts";

/** What can be wrong with structured contracts. */
export const structuredEntries = {
  "bounds-crossed": entry<{ floor: string; cap: string }>({
    severity: "error",
    message: (p) => `the floor, ${p.floor}, is not below the cap, ${p.cap}: every price would settle to the same`,
    help: () => "let the floor be the lower of the two",
    page: `A structured contract pays what its payoff is, but no less than the floor and no more than the cap. Between the two there is room.

Wrong:

    floor: 3.00
    cap:   1.50

Right:

    floor: 1.50
    cap:   3.00
`,
  }),
  "bound-off-tick": entry<{ bound: string; value: string; step: string }>({
    severity: "error",
    message: (p) =>
      `the ${p.bound}, ${p.value}, is no whole number of ${p.step}, a step that prices are rounded to: rounding could carry one beyond it`,
    help: (p) => `write a multiple of ${p.step}, or round to a finer step`,
    page: `The payoff is bounded first and rounded then. A bound that is itself on the step stays where it is; one between two steps would be rounded, and more than
the cap or less than the floor could be paid.

Wrong:

    cap: 3.00005
    final-settlement cash { round: half-away to 0.0001 }

Right:

    cap: 3.0000
    final-settlement cash { round: half-away to 0.0001 }
`,
  }),
};
