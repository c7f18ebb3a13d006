import { entry } from "../entry.ts";

/** What can be wrong with options. */
export const optionEntries = {
  "strikes-gap": entry<{ price: string }>({
    severity: "error",
    message: (p) => `while the settlement is ${p.price}, no rung of the ladder is there, and no strike could be listed`,
    help: () => "let the conditions of the rungs meet, or leave one rung without a condition",
    page: `Every day strikes are listed around the settlement of the day before. Rungs may be there only while that price compares in a certain way;
at each price above zero at least one of them must be.

Wrong:

    0.05 within 50% of GPH settlement when settlement < 2.00
    0.10 within 50% of GPH settlement when settlement > 2.00

Right:

    0.05 within 50% of GPH settlement when settlement <= 2.00
    0.10 within 50% of GPH settlement when settlement > 2.00
`,
  }),
  "underlying-not-listed": entry<{ month: string; future: string; date: string }>({
    severity: "error",
    message: (p) => `${p.month} is on ${p.future}, which is not listed on ${p.date}`,
    help: () => "list fewer months of the option or more of the future, or name another month by `underlying`",
    page: `An option that is dealt before its future exists could not be exercised, hedged or marked. On the day the option's months are listed, the future
month that \`underlying\` names for each of them is listed too.

Wrong:

    option OGPH … on GPH { listing { months: 24 consecutive … } … }

Right:

    option OGPH … on GPH { listing { months: 6 consecutive … } … }
`,
  }),
};
