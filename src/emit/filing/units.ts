import { currencyOf } from "../../value/currency.ts";
import { plural, thousands } from "./words.ts";

/** A unit as the model spells it, taken apart: what is counted, of which grade, and per what. */
type Parts = { readonly above: string; readonly below: string };

function partsOf(unit: string): Parts {
  const at = unit.indexOf(" / ");
  return at < 0 ? { above: unit, below: "" } : { above: unit.slice(0, at), below: unit.slice(at + 3) };
}

const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);
const word = (name: string): string => name.replaceAll("_", "-");

/** A grade's name as a document prints it: `H100_SXM` is `H100 SXM`. */
export function gradeName(id: string): string {
  return id.replaceAll("_", " ");
}

/** A product of units such as `GPU_hour of H100_SXM` in words; `many` counts the unit of its head. */
function product(text: string, many: boolean): string {
  return text
    .split(" * ")
    .map((one, at) => {
      const [name = "", grade] = one.split(" of ");
      const head = at === 0 && many ? plural(word(name)) : word(name);
      return grade === undefined ? head : `${head} of ${gradeName(grade)}`;
    })
    .join(" times ");
}

/** `USD / GPU_hour of H100_SXM` in words: `USD per GPU-hour of H100 SXM`. */
export function unitWords(unit: string): string {
  const { above, below } = partsOf(unit);
  const per = below === "" ? "" : ` per ${product(below.replace(/^\((.*)\)$/, "$1"), false)}`;
  return `${product(above, false)}${per}`;
}

/**
 * An exact value and its unit: `1,000 GPU-hours of …`, `USD 0.001 per GPU-hour of …`, `1 contract`. A currency stands
 * before its amount; a pure number has no unit and `%` follows its figure directly.
 */
export function quantity(value: string, unit: string): string {
  const figure = thousands(value);
  const { above, below } = partsOf(unit);
  if (unit === "pure number" || unit === "1" || unit === "") return figure;
  if (above === "%" || above === "bp") return `${figure}${above === "%" ? "%" : " basis points"}`;
  const per = below === "" ? "" : unitWords(unit).slice(unitWords(above).length);
  if (isCurrency(above)) return `${above} ${figure}${per}`;
  return `${figure} ${product(above, value !== "1")}${per}`;
}

/** The same without grades. */
export function shortQuantity(value: string, unit: string): string {
  return quantity(value, unit.replace(/ of [A-Za-z0-9_]+/g, ""));
}

/** Money of one currency, its decimals as the model gives them: `USD 1,000.00`. */
export function moneyWords(amount: string, currency: string): string {
  return `${currency} ${thousands(amount)}`;
}

/** A currency by its code and its English name: `EUR (Euro)`. */
export function currencyWords(code: string): string {
  const name = currencyOf(code)?.name;
  return name === undefined ? code : `${code} (${name})`;
}

/** A fixed rate of exchange: `EUR 0.9 for each USD 1`, and of a fraction such as 1/7 `EUR 1 for each USD 7`, so that nothing is rounded. */
export function rateWords(
  { value, unit }: { readonly value: string; readonly unit: string },
  currency: string,
): string {
  const [above = value, below = "1"] = value.split("/");
  return `${moneyWords(above, currency)} for each ${moneyWords(below, unit.split(" / ")[1] ?? "")}`;
}
