/** A decimal as a whole number of its last place, for a slider: no figure goes through a float. */
export type Steps = { readonly least: number; readonly at: number; readonly most: number; readonly decimals: number };

/** The decimal and what lies around it, in steps of its last place; undefined where they are too many to be told exactly. */
export function stepsOf(text: string): Steps | undefined {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign = "", whole = "", part = ""] = found;
  const at = Number(`${sign}${whole}${part}`);
  if (!Number.isSafeInteger(at * 4)) return undefined;
  const size = Math.max(Math.abs(at), part === "" ? 10 : 10 ** Math.min(part.length, 3));
  // Prices stay above zero where they are above it now: what may be below is shown with its sign.
  return { least: at < 0 ? -2 * size : 0, at, most: at < 0 ? 0 : 2 * size, decimals: part.length };
}

/** The decimal of so many steps, with as many places as it had. */
export function textOf(at: number, decimals: number): string {
  const digits = String(Math.abs(at)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  return `${at < 0 ? "-" : ""}${whole}${decimals === 0 ? "" : `.${digits.slice(digits.length - decimals)}`}`;
}
