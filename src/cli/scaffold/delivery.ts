import {
  classification,
  COMMODITY,
  daily,
  declared,
  last,
  limits,
  listing,
  said,
  sessions,
  type Terms,
  underlying,
} from "./terms.ts";

/** A future that ends in delivery, with the grade that is delivered where the folder does not declare it. */
export function deliveryText(terms: Terms, begunGrade: boolean): string {
  const { answers, house, price } = terms;
  const [index, grade] = [said(answers, "index"), said(answers, "grade")];
  const unit = price
    .split("/")
    .slice(1)
    .join("/")
    .replace(/ of .*/, "")
    .trim();
  const own = begunGrade
    ? `/// What one unit of it is: whatever is not said here is not delivered.
grade ${grade} "${said(answers, "title")}: what is delivered" {
  unit:     ${unit}
  excluded: "say here what is no part of it"
  location: "say here where it counts as the same good"
  review:   yearly, effective 90 days after notice
}

`
    : "";
  return `${own}${declared("future", terms)}${underlying(terms)}
${classification(COMMODITY)}
${listing(answers)}
  /// What is announced on the first and on the last notice day is delivered within the delivery days.
  dates on ${said(answers, "calendar")} {
    last-trading-day:     last business day of contract month
    final-settlement-day: 1 business day after last-trading-day
    spot-period:          from 1st business day of contract month to last-trading-day
    first-notice-day:     10 business days before last-trading-day
    last-notice-day:      last-trading-day
    first-delivery-day:   2 business days after first-notice-day
    last-delivery-day:    2 business days after last-notice-day
  }

${sessions(answers)}
${daily(`settlement of nearest month listed before, else ${index}`)}
  /// The buyer pays the settlement price; the seller hands over the title.
  final-settlement delivery {
    price:         ${index}
    round:         half-away to tick.settlement
    grade:         ${grade}
    locations:     [${said(answers, "place")}]
    instrument:    certificate of capacity, under "${house.rule("settlement")}"
    notice:        by seller until 16:00, 2 business days before delivery
    notice-days:   from first-notice-day to last-notice-day
    delivery-days: from first-delivery-day to last-delivery-day
    tender:        location by seller
    inspection:    by buyer within 2 business days
    failure:       10% of price
  }

${limits(house)}
${last(house)}}
`;
}
