import { type Draft, form, type Grade, type Index, oneForm, type Venue } from "./world.ts";

const PLACES = ["CHICAGO", "DUBLIN", "OSLO", "SINGAPORE", "TOKYO"] as const;

export type DeliveryText = { readonly dates: string[]; readonly price: string; readonly lines: string[] };

/**
 * How a contract ends in delivery, and the days it needs: what is announced on the first and on the last notice day is delivered within the
 * delivery days, and every invoice is whole in the currency's minor unit (sizes of the catalogue are hundreds, shares in fives of per cent).
 */
export function deliveryTerms(draft: Draft, index: Index, venue: Venue): DeliveryText {
  const { random, world } = draft;
  const yen = index.currency === "JPY";
  const ahead = random.from(1, 4);
  const others = world.grades
    .filter((one) => one.unit === index.grade.unit && one.id !== index.grade.id)
    .slice(0, random.from(0, 2));
  for (const one of others) draft.imports.add(one.path);
  const places = random.some(PLACES, random.from(1, 4));
  const under = () =>
    random.chance(60) ? form(draft, "delivery under a rule", `, under "${random.pick(venue.rules)}"`) : "";
  const days = random.chance(50) ? "business days" : "days";
  const price = oneForm(draft, {
    "settlement price of the contract": "settlement",
    "index as price of delivery": index.id,
  });
  return {
    price,
    dates: [
      `    first-notice-day: ${random.from(6, 12)} business days before last-trading-day`,
      `    last-notice-day: ${random.from(1, 3)} business days before last-trading-day`,
      `    first-delivery-day: ${random.from(1, ahead)} business days after first-notice-day`,
      `    last-delivery-day: ${random.from(4, 8)} business days after last-notice-day`,
    ],
    lines: [
      form(draft, "final settlement by delivery", "  final-settlement delivery {"),
      `    price: ${price}`,
      "    round: half-even to tick.settlement",
      `    grade: ${[index.grade, ...others].map((one) => one.id).join(", ")}`,
      `    locations: [${places.join(", ")}]`,
      ...differentials(draft, index, others, places.slice(1), yen),
      `    instrument: ${random.pick(["certificate of capacity", "warehouse receipt", "certificate"])}${under()}`,
      `    notice: by ${random.pick(["seller", "buyer"])} until ${random.from(10, 18)}:00${random.chance(30) ? form(draft, "notice by another clock", " Europe/London") : ""}, ${ahead} business days before delivery${under()}`,
      "    notice-days: from first-notice-day to last-notice-day",
      "    delivery-days: from first-delivery-day to last-delivery-day",
      `    tender: ${oneForm(draft, { "choice of the seller": "grade and location by seller", "choice of the place": "location by buyer", "choice of the grade": "grade by seller" })}${random.chance(50) ? form(draft, "tender in multiples", `, in multiples of ${random.from(2, 10)} contracts`) : ""}${under()}`,
      ...(random.chance(60)
        ? [
            form(
              draft,
              "inspection",
              `    inspection: by ${random.pick(["buyer", venue.firms[0]!])} within ${random.from(1, 9)} ${days}${under()}`,
            ),
          ]
        : []),
      `    failure: ${oneForm(draft, {
        "failure for a share": "10% of price",
        "failure for an amount": `500 ${index.currency} per contract`,
        "failure of each side": `seller 20% of price, buyer 500 ${index.currency} per contract`,
        "failure that is determined": `determination by ${venue.house} under "${random.pick(venue.rules)}"`,
      })}`,
      "  }",
    ],
  };
}

function differentials(
  draft: Draft,
  index: Index,
  grades: readonly Grade[],
  places: readonly string[],
  yen: boolean,
): string[] {
  const { random } = draft;
  if (grades.length + places.length === 0) return [];
  const unit = `${index.grade.unit} of ${index.grade.id}`;
  const add = `${random.pick(["", "-"])}${yen ? random.from(1, 9) : `0.${random.from(10, 90)}`} ${index.currency} / ${unit}`;
  const each = [
    ...grades.map((one) => `${one.id} at ${form(draft, "factor of a grade", `${random.from(10, 30) * 5}% of price`)}`),
    ...places.map((one) =>
      random.chance(50) ? `${one} at ${form(draft, "difference of a place", add)}` : `${one} at par`,
    ),
  ];
  const round =
    yen || random.chance(40) ? form(draft, "rounded delivered price", ", round half-even to tick.settlement") : "";
  return [form(draft, "differentials", `    differentials: ${each.join(", ")}${round}`)];
}
