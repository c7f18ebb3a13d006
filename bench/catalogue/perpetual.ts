import { orders, sharedSections } from "./terms.ts";
import { type Draft, form, type Index, oneForm, prose, type Spec, written } from "./world.ts";

/** Sessions by the zone and calendar they are in, with the hours that funding may be apart so that no interval is cut by their ends. */
const ROUND = [
  ["UTC", "EVERY_DAY", "Mon..Sun 00:00 until 24:00", [1, 2, 4, 8, 12, 24]],
  ["Asia/Tokyo", "EVERY_DAY", "Mon..Sun 00:00 until 24:00", [1, 2, 4, 8, 24]],
  ["UTC", "WEEKDAYS", "Mon..Fri 00:00 until 24:00", [1, 4, 8]],
  ["UTC", "WEEKDAYS", "Mon..Fri 08:00 until 20:00", [1, 2, 4]],
  ["Asia/Singapore", "WEEKDAYS", "Mon, Tue, Wed, Thu, Fri 08:00 until 20:00", [1, 2, 4]],
] as const;

/** A contract without months on an index of the catalogue, tied to it by funding. */
export function perpetualSpec(draft: Draft): Spec {
  const { random, world, id } = draft;
  const venue = random.pick(world.venues);
  const index = random.pick(world.indices.filter((one) => !one.signed));
  draft.imports.add(venue.path).add(index.path).add(index.grade.path).add("std/calendars/common.tenor");
  const [zone, calendar, trade, apart] = random.pick(ROUND);
  const sections = sharedSections(draft, venue.rules);
  const own = (["margin", "participants"] as const).filter(() => random.chance(60));
  const yen = index.currency === "JPY";
  const lines = [
    ...prose(draft, 80),
    form(draft, "perpetual", `perpetual ${id} "Perpetual ${id}" {`),
    `  venue: ${venue.venue}`,
    `  clearing: ${venue.house}`,
    ...(random.chance(40) ? [`  chapter: ${random.from(100, 999)}`] : []),
    `  status: ${oneForm(draft, {
      "status pending": 'pending, because "whether it may be listed is not decided"',
      "status permitted": 'permitted, because "the fictional authority has said so"',
    })}`,
    `  underlying: ${index.id}`,
    `  size: ${random.pick([100, 200, 500])} ${index.grade.unit} of ${index.grade.id}`,
    `  price: ${index.currency} / ${index.grade.unit} of ${index.grade.id}`,
    `  tick { outright: ${yen ? "0.1" : random.pick(["0.01", "0.05"])}; settlement: ${yen ? "0.1" : "0.01"} }`,
    ...(random.chance(50)
      ? ["  classification {", '    cea: exempt-commodity, because "a perpetual has the commodity of its index"', "  }"]
      : []),
    ...prose(draft, 30, "  "),
    `  listing { first: 2027-0${random.from(1, 9)}-${random.from(10, 28)} }`,
    form(draft, "sessions round the clock", `  sessions in ${zone} on ${calendar} {`),
    `    trade: ${trade}`,
    ...(random.chance(50) ? [`    settlement: at ${random.from(10, 19)}:00`] : []),
    "  }",
    ...prose(draft, 30, "  "),
    `  mark: ${oneForm(draft, {
      "mark of three prices": `median of [midpoint of quotes, last of trades, ${index.id}]`,
      "mark of quotes": "midpoint of quotes",
      "mark of trades": "last of trades",
      "mark of the index": index.id,
    })}, round ${random.pick(["half-even", "half-away", "down"])} to tick.settlement`,
    ...(random.chance(50) ? [form(draft, "horizon", `  horizon: at most ${random.from(2, 9)} years`)] : []),
    ...prose(draft, 30, "  "),
    ...funding(draft, index, random.pick(apart)),
    ...own.flatMap((one) => [...prose(draft, 20, "  "), ...sections[one]]),
    ...(random.chance(60) ? orders(draft, venue.rules) : []),
    "}",
  ];
  return written(draft, lines);
}

/** What is paid every so many hours: a share of the index, or an amount for each unit. */
function funding(draft: Draft, index: Index, hours: number): string[] {
  const { random } = draft;
  const share = random.chance(60);
  const unit = ` ${index.currency} / ${index.grade.unit} of ${index.grade.id}`;
  const price = random.pick(["midpoint of quotes", "last of trades"]);
  const bound = share ? `0.0${random.from(1, 9)}%` : `0.0${random.from(1, 9)}${unit}`;
  const mean = random.pick(["mean", "median", "weighted mean"]);
  const [out, of] = random.pick([
    [2, 16],
    [1, 8],
    [10, 60],
  ] as const);
  return [
    form(draft, "funding", `  funding every ${hours} ${hours === 1 ? "hour" : "hours"} from 00:00 UTC {`),
    `    sample: ${share ? form(draft, "sample as a share", `${price} / ${index.id} - 1`) : form(draft, "sample as an amount", `${price} - ${index.id}`)}`,
    `    rate: ${oneForm(draft, {
      "rate of samples": `${mean} of sample`,
      "rate with an interest": `${mean} of sample + ${bound}`,
      "rate drawn to an interest": `${mean} of sample + max(min(${bound} - ${mean} of sample, ${bound}), -${bound})`,
    })}`,
    `    clamp: ${share ? `0.${random.from(50, 95)}%` : `0.${random.from(50, 95)}${unit}`}`,
    ...(random.chance(50) ? [form(draft, "term of a rate", `    term: ${random.pick([8, 24])} hours`)] : []),
    `    pay: ${random.pick(["longs to shorts", "shorts to longs"])} at rate${share ? ` * ${random.chance(50) ? form(draft, "paid on the mark", "mark") : index.id}` : ""}, round ${random.pick(["half-even", "half-away", "down"])} to tick.settlement`,
    ...(random.chance(40) ? [form(draft, "cap of a payment", `    cap: ${random.from(1, 9)}${unit}`)] : []),
    `    missing-sample: ${oneForm(draft, { "samples left out": "leave out", "samples repeated": "take previous" })}, at most ${out} of ${of}, beyond that no payment`,
    "  }",
  ];
}
