import { classification, declared, head, listing, orders, participants, said, sessions, type Terms } from "./terms.ts";

/** Two months of one future, or one month of two, at the difference of their prices. */
export function spreadText(terms: Terms): string {
  const { answers } = terms;
  const { against, rate } = answers;
  if (against !== undefined)
    return strategy(terms, {
      on: "",
      legs: () => said(answers, "legs"),
      price: `${said(answers, "future")} - ${rate === undefined ? "" : `${rate} * `}${against}, signed`,
      booked: `  /// One leg is booked at its settlement of the day before, the other at what makes the difference the price agreed on.
  leg-prices: ${against} leg at settlement
`,
      listed: listing(answers),
    });
  return strategy(terms, {
    legs: (future) => `+1 ${future}[near] -1 ${future}[far]`,
    price: `${terms.price}, signed`,
    booked: `  /// The near month is booked at its settlement of the day before, the far one at what makes the difference the price agreed on.
  leg-prices: near leg at settlement
`,
    listed: listing(terms.answers),
  });
}

/** Three months of one future at their mean. */
export function stripText(terms: Terms): string {
  return strategy(terms, {
    legs: (future) => `+1 ${future}[3 months]`,
    price: terms.price,
    booked: `  /// The first two months are booked at their settlements of the day before; the last at what makes the mean the price agreed on.
  leg-prices: earlier legs at settlement
`,
    listed: listing(terms.answers),
  });
}

type Strategy = {
  /** What the head says it is on; legs of two products say it themselves. */
  readonly on?: string;
  readonly legs: (future: string) => string;
  readonly price: string;
  readonly booked: string;
  readonly listed: string;
};

function strategy(terms: Terms, { on, legs, price, booked, listed }: Strategy): string {
  const { answers, house } = terms;
  const future = said(answers, "future");
  return `${declared("spread", terms, on ?? ` on ${future}`)}${head(terms)}  contract:   month
  legs:       ${legs(future)}
  price:      ${price}
  tick        { outright: ${said(answers, "tick")} }

${booked}
${classification("each leg is a future on a commodity")}
${listed}
  dates on ${said(answers, "calendar")} {
    last-trading-day: 1 business day before 1st business day of contract month
  }

${sessions(answers)}
${orders(house)}${participants(house)}}
`;
}
