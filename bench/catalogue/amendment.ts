import { type Draft, form, type Future, type Index, type Option, prose, type Spec, written } from "./world.ts";

/** Days in the middle of a week, on which no market of the catalogue that may be amended is closed. */
const DAYS = ["2029-02-14", "2029-05-16", "2029-08-22", "2029-10-17"] as const;

type Target = { readonly id: string; readonly path: string };
type Change = { readonly name: string; readonly text: string };

/** A change of a product, or of what products are made of, from a day on; each declaration is changed once at most. */
export function amendmentSpec(draft: Draft): Spec {
  const { random, world, id } = draft;
  // Between the last day of a month and the next listing something must be listed on the day of the change.
  const futures = world.futures.filter((one) => !one.derives && one.near >= 2 && one.calendar.path.startsWith("std/"));
  const options = world.options.filter((one) => one.calendar.path.startsWith("std/"));
  const left = <T extends Target>(from: readonly T[]): T[] => from.filter((one) => !world.amended.includes(one.id));
  const ways = (["future", "future", "future", "option", "index"] as const).filter(
    (one) => ({ future: left(futures), option: left(options), index: left(world.indices) })[one].length > 0,
  );
  const [to, possible] = {
    future: () => futureChanges(draft, take(draft, left(futures))),
    option: () => optionChanges(draft, take(draft, left(options))),
    index: () => indexChanges(draft, take(draft, left(world.indices))),
  }[random.pick(ways)]();
  draft.imports.add(to.path);
  const changes = random.some(possible, random.from(1, Math.min(4, possible.length)));
  const months =
    changes.every((one) => one.name !== "index amended") && random.chance(50)
      ? form(
          draft,
          "for some contract months",
          ` for contract months from 2029-12${random.pick(["", " to 2030-12", " until 2031-06"])}`,
        )
      : "";
  const lines = [
    ...prose(draft, 60),
    form(draft, "amendment", `amendment ${id} "Change ${id}" to ${to.id} effective ${random.pick(DAYS)}${months} {`),
    ...changes.flatMap((one) => [...prose(draft, 30, "  "), form(draft, one.name, one.text)]),
    "}",
  ];
  return written(draft, lines);
}

/** One of those that no amendment of the catalogue changes yet, which this one does. */
function take<T extends Target>(draft: Draft, from: readonly T[]): T {
  const one = draft.random.pick(from);
  draft.world.amended.push(one.id);
  return one;
}

function futureChanges(draft: Draft, to: Future): [Target, Change[]] {
  const { random } = draft;
  const says = (key: string) => to.lines.some((one) => one.startsWith(`    ${key}: `));
  const level = random.from(60, 90) * 100;
  const fine = to.index.currency === "JPY" ? "0.1" : "0.01";
  const change = (name: string, text: string, ...keys: string[]): Change[] =>
    keys.every(says) ? [{ name, text: `  ${text}` }] : [];
  // One block is stated once: of two changes of the limits one is drawn.
  const limit = [
    ...change("limit amended", `limits { single-month: accountability ${level} contracts }`, "single-month"),
    ...change("reportable level amended", `limits { reportable: ${random.from(101, 200)} contracts }`, "reportable"),
  ];
  return [
    to,
    [
      ...change("ticks amended", `tick { outright: ${fine} }`),
      ...(limit.length === 0 ? [] : [random.pick(limit)]),
      ...change("order size amended", `orders { max: ${random.from(41, 60) * 50} contracts }`, "max", "matching"),
      ...change("margin amended", `margin { maintenance: ${random.from(31, 40)}%, proposed }`, "maintenance"),
      ...change("participants amended", "participants { retail: not allowed }", "retail"),
      ...change("last close amended", "sessions { last-close: on last-trading-day at 10:30 }", "last-close"),
      ...change("rounding amended", "daily-settlement { round: half-even to tick.settlement }"),
      ...change("days amended", "dates { final-settlement-day: 40 business days after last-trading-day }"),
    ],
  ];
}

function optionChanges(draft: Draft, to: Option): [Target, Change[]] {
  const { random } = draft;
  return [
    to,
    [
      { name: "contrary instructions amended", text: `  exercise { contrary: until ${random.from(14, 16)}:30 }` },
      {
        name: "marks amended",
        text: `  marks { year: ${random.pick([360, 366])}; round: half-up to tick.settlement }`,
      },
      {
        name: "strikes amended",
        text: `  strikes { ${to.step} within ${random.from(41, 60)}% of ${to.on} settlement }`,
      },
    ],
  ];
}

function indexChanges(draft: Draft, to: Index): [Target, Change[]] {
  const { random } = draft;
  const says = (key: string) => to.lines.some((one) => one.startsWith(`  ${key}: `));
  const change = (text: string, key: string): Change[] =>
    says(key) ? [{ name: "index amended", text: `  ${text}` }] : [];
  return [
    to,
    [
      ...change(`licence: until 20${random.from(61, 80)}-12-31`, "licence"),
      ...change(`quorum: 2 ${to.lines.some((one) => one.startsWith("  window")) ? "sources" : "providers"}`, "quorum"),
      ...change("restate: until 17:15", "restate"),
    ],
  ];
}
