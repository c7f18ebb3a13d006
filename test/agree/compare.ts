import type { ContractModel, Option, Product } from "../../src/model/model.ts";
import { readCurrency } from "./reading-flow.ts";
import { ofPerpetual, ofSpread } from "./compare-specials.ts";
import type { ExerciseInput, FinalInput, IndexDay, MarketDay, MarkInput } from "./reading.ts";
import {
  readBands,
  readCollateral,
  readDaily,
  readExercise,
  readFailure,
  readFinal,
  readIndex,
  readIntrinsic,
  readInvoice,
  readMark,
  readMoney,
  readPremium,
  readPremiumVariation,
  readRounded,
  readStrikes,
  readTicks,
  readValue,
  readVariation,
} from "./reading.ts";
import { read } from "./number.ts";

type Call = { readonly name: string; readonly function: string; readonly arguments: readonly unknown[] };

/**
 * What the second reading says a call of a calculator comes to: `none` with the reason where there is no answer, undefined where the second
 * reading does not read that function. What it says may have fewer fields than the calculator's answer.
 */
export function secondReading(model: ContractModel, call: Call): { says: unknown } | { none: string } | undefined {
  const { option, perpetual, product, spread } = model;
  const [given] = call.arguments;
  if (option !== undefined) return ofOption(option, call.function, given);
  const index = model.indices.find(({ id }) => call.name.startsWith(`${id}:`));
  if (index !== undefined) return plain(readIndex(index, given as IndexDay));
  if (spread !== undefined) return ofSpread(spread, call.function, given);
  if (perpetual !== undefined) return ofPerpetual(perpetual, call.function, given);
  if (product === undefined) return undefined;
  return (
    ofPrice(product, call.function, call.arguments as readonly string[]) ?? ofProduct(product, call.function, given)
  );
}

const says = (value: unknown): { says: unknown } => ({ says: value });

function plain(found: object): { says: unknown } | { none: string } {
  return "none" in found ? { none: String(found.none) } : says(found);
}

function ofOption(option: Option, name: string, given: unknown): { says: unknown } | { none: string } | undefined {
  const { currency } = option.premium;
  const paid = (amount: string): { says: unknown } | { none: string } =>
    amount === "off-tick" ? { none: amount } : says({ amount, currency });
  switch (name) {
    case "strikes":
      return says(readStrikes(option, given as string));
    case "intrinsic": {
      const { right, strike, price, lots } = given as Record<"strike" | "price" | "lots", string> & MarkInput;
      const value = readIntrinsic(right, strike, price);
      return says({ amount: { amount: readMoney(option, value, read(lots)), currency } });
    }
    case "premium":
      return paid(readPremium(option, given as { lots: string; premium: string }));
    case "variationMargin":
      return paid(readPremiumVariation(option, given as { lots: string; previous: string; settlement: string }));
    case "mark": {
      const found = readMark(option, given as MarkInput);
      return found === undefined ? { none: "no-volatility" } : says(found);
    }
    case "exercise": {
      const { exercised, accounts } = readExercise(option, given as ExerciseInput);
      const rows = accounts.map(({ amount, ...one }) => ({ ...one, amount: { amount, currency } }));
      return says({ exercised, accounts: rows });
    }
    default:
      return undefined;
  }
}

/** Functions of a price, and not of an object. */
function ofPrice(product: Product, name: string, given: readonly string[]): { says: unknown } | undefined {
  const [price = "", second = "", mode = ""] = given;
  const currency = readCurrency(product);
  switch (name) {
    case "settlementValue":
      return says({ amount: readValue(product, price, second, mode), currency });
    case "ticks":
      return says(readTicks(product, price, second));
    case "roundToTick":
      return says(readRounded(product, price, second, mode));
    case "priceBands":
      return says(readBands(product, price));
    default:
      return undefined;
  }
}

function ofProduct(product: Product, name: string, given: unknown): { says: unknown } | { none: string } | undefined {
  const currency = readCurrency(product);
  const money = (amount: string | undefined): { says: unknown } | { none: string } | undefined =>
    amount === undefined ? undefined : says({ amount, currency });
  const fields = given as Readonly<Record<string, string>>;
  switch (name) {
    case "dailySettlement":
      return plain(readDaily(product, given as MarketDay));
    case "finalSettlement":
      return plain(readFinal(product, given as FinalInput));
    case "variationMargin":
      return money(
        readVariation(
          product,
          fields["previous"] as string,
          fields["settlement"] as string,
          fields["lots"] as string,
          fields["month"],
        ),
      );
    case "collateral":
      return money(readCollateral(product, fields["price"] as string, fields["lots"] as string, fields["month"]));
    case "deliveryInvoice":
      return says({ amount: { amount: readInvoice(product, given as Parameters<typeof readInvoice>[1]), currency } });
    case "deliveryFailure": {
      const amount = readFailure(product, given as Parameters<typeof readFailure>[1]);
      return amount === undefined ? undefined : says({ amount: { amount, currency } });
    }
    default:
      return undefined;
  }
}
