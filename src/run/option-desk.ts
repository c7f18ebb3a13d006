import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import { pointerTo } from "../emit/json.ts";
import type { Instruction, OptionPosition } from "../model/generated/book.ts";
import type { OptionTrade } from "../model/generated/market.ts";
import type { OptionConfig } from "../model/generated/option.ts";
import type { ProductDay } from "../model/generated/settlement.ts";
import { divide, parse } from "../runtime/exact.ts";
import type { DayInput, OptionOutput } from "./desk.ts";
import { listed } from "./observations.ts";
import type { Row } from "./observations.ts";

/** The place where the options of one product are settled, its future settled before. */
export type OptionDesk = {
  readonly day: DayInput;
  readonly output: OptionOutput;
  readonly future: ProductDay;
  readonly problems: Diagnostic[];
};

/** A series of a listed month, read from its code. */
export type Series = {
  readonly code: string;
  readonly month: OptionConfig["months"][number];
  readonly right: "call" | "put";
  readonly strike: string;
  readonly expiry: string;
  /** True on its last day. */
  readonly expires: boolean;
};

const CODE = /^(\S+) ([CP])((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)$/;

/** The expiry of a month of options. */
export function expiryOf({ code, dates }: OptionConfig["months"][number]): string {
  const found = dates.find(({ name }) => name === "expiry")?.date;
  if (found === undefined) throw new Error(`${code} has no expiry`);
  return found;
}

/** The series of a code such as `OGPHJ27 C2.40` on the day: its month is listed and its strike, written as strikes are, on a step of the ladder. */
export function seriesOf({ day, output }: Pick<OptionDesk, "day" | "output">, code: string): Series | undefined {
  const { months, strikes } = output.option;
  const [, name, letter, strike = ""] = CODE.exec(code) ?? [];
  const month = months.find((one) => one.code === name);
  if (month === undefined || month.listed > day.date || expiryOf(month) < day.date) return undefined;
  const decimals = Math.max(...strikes.rungs.map(({ step }) => step.split(".")[1]?.length ?? 0));
  const onStep = strikes.rungs.some(({ step }) => divide(parse(strike), parse(step)).d === 1n);
  if (!onStep || (strike.split(".")[1]?.length ?? 0) !== decimals || parse(strike).n === 0n) return undefined;
  const expiry = expiryOf(month);
  return { code, month, right: letter === "C" ? "call" : "put", strike, expiry, expires: expiry === day.date };
}

/** The positions, instructions and trades of the product with where they stand. */
export function positionsOf({ day, output }: OptionDesk): Row<OptionPosition>[] {
  return rows(day.book.data.options ?? [], "/options", output.option.product.id);
}

export function instructionsOf({ day, output }: OptionDesk): Row<Instruction>[] {
  return rows(day.book.data.instructions ?? [], "/instructions", output.option.product.id);
}

function rows<T extends { readonly product: string }>(all: readonly T[], list: string, product: string): Row<T>[] {
  return all.flatMap((row, at) => (row.product === product ? [{ at: `${list}/${at}`, row }] : []));
}

/** What the market says of the product. */
export function marketOf({ day, output }: OptionDesk): {
  readonly at: string;
  readonly trades: readonly Row<OptionTrade>[];
  readonly of: NonNullable<DayInput["market"]["data"]["options"]>[string] | undefined;
} {
  const product = output.option.product.id;
  const all = day.market.data.options ?? {};
  const of = Object.hasOwn(all, product) ? all[product] : undefined;
  const at = pointerTo("/options", product);
  return { at, of, trades: (of?.trades ?? []).map((row, place) => ({ at: `${at}/trades/${place}`, row })) };
}

/** The marks of the day before, by series. */
export function previousOf({ day, output }: OptionDesk): Readonly<Record<string, string>> {
  const all = day.market.data.previous.settlements;
  const product = output.option.product.id;
  return Object.hasOwn(all, product) ? (all[product] ?? {}) : {};
}

/** Every series that is held, asked for, dealt, stated or was marked before, in the order of codes; what is no series of the day is noted. */
export function seriesOfDay(desk: OptionDesk): Series[] {
  const { book, market } = desk.day;
  const { at, of, trades } = marketOf(desk);
  const previous = pointerTo("/previous/settlements", desk.output.option.product.id);
  const named = [
    ...[...positionsOf(desk), ...instructionsOf(desk)].map((one) => ({
      code: one.row.series,
      place: book.place(`${one.at}/series`),
    })),
    ...trades.map((one) => ({ code: one.row.series, place: market.place(`${one.at}/series`) })),
    ...Object.keys(of?.volatilities ?? {}).map((code) => ({
      code,
      place: market.place(pointerTo(`${at}/volatilities`, code)),
    })),
    ...Object.keys(previousOf(desk)).map((code) => ({ code, place: market.place(pointerTo(previous, code)) })),
  ];
  const found = new Map<string, Series>();
  for (const { code, place } of named) {
    const series = seriesOf(desk, code);
    if (series !== undefined) found.set(code, series);
    else desk.problems.push(unlisted(desk, code, place));
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function unlisted({ day, output }: OptionDesk, series: string, place: Diagnostic["span"]): Diagnostic {
  const { months, product } = output.option;
  const open = months.filter((one) => one.listed <= day.date && expiryOf(one) >= day.date).map(({ code }) => code);
  return diagnostic("series-not-listed", place, { product: product.id, series, known: listed(open) });
}

/** What is wrong with rows of options whatever they are settled at: products the build does not have, series held twice, accounts of two owners. */
export function strangeOptions({ book, market, known }: DayInput): Diagnostic[] {
  const { options = [], instructions = [], positions } = book.data;
  const unknown = (product: string, place: Diagnostic["span"]): Diagnostic[] => {
    if (known.options.includes(product)) return [];
    const near = didYouMean(suggest(product, known.options));
    const help = near === undefined ? {} : { help: near };
    return [diagnostic("position-product-unknown", place, { product, known: listed(known.options) }, help)];
  };
  const owners = new Map(positions.map(({ account, owner }) => [account, owner]));
  const seen = new Set<string>();
  return [
    ...options.flatMap(({ account, owner, product, series }, at) => {
      const found = unknown(product, book.place(`/options/${at}/product`));
      const key = JSON.stringify([account, product, series]);
      if (seen.has(key))
        found.push(diagnostic("position-twice", book.place(`/options/${at}`), { account, product: "", month: series }));
      seen.add(key);
      const first = owners.get(account) ?? owner;
      owners.set(account, first);
      if (first !== owner)
        found.push(
          diagnostic("account-two-owners", book.place(`/options/${at}/owner`), { account, first, second: owner }),
        );
      return found;
    }),
    ...instructions.flatMap(({ product }, at) => unknown(product, book.place(`/instructions/${at}/product`))),
    ...Object.keys(market.data.options ?? {}).flatMap((product) =>
      unknown(product, market.place(pointerTo("/options", product))),
    ),
  ];
}
