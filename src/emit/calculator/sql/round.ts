import type { PlainMode } from "../../../runtime/whole-loops.ts";
import type { Dialect, Parameter } from "./dialect.ts";

/** The name of the function that rounds a quotient of whole numbers in this mode. */
export const roundingName = (mode: PlainMode): string => `tenor_${mode.replaceAll("-", "_")}`;

/** A function in SQL, without its product. */
export type RoundingFunction = {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: string;
  readonly comments: readonly string[];
};

const QUOTIENT: readonly Parameter[] = [
  { name: "n", kind: "wide" },
  { name: "d", kind: "wide" },
];

const BODIES: Readonly<Record<PlainMode, string>> = {
  up: "-tenor_floor(-n, d)",
  down: "tenor_floor(n, d)",
  away: "sign(n) * -tenor_floor(-abs(n), d)",
  "toward-zero": "sign(n) * tenor_floor(abs(n), d)",
  "half-up": "tenor_floor(2 * n + d, 2 * d)",
  "half-down": "-tenor_floor(d - 2 * n, 2 * d)",
  "half-away": "sign(n) * tenor_floor(2 * abs(n) + d, 2 * d)",
  "half-even": "",
};

/** The functions that round `n / d` in these modes, of whole numbers alone and `d` above zero, with those they call. */
export function roundingFunctions(dialect: Dialect, modes: readonly PlainMode[]): RoundingFunction[] {
  if (modes.length === 0) return [];
  const { rest, quotient } = dialect;
  // What is left of the division is taken away first, so that no dialect rounds.
  const floor = quotient(`(n - ${rest(`(${rest("n", "d")} + d)`, "d")})`, "d");
  const tie = `${rest("(2 * n + d)", "(2 * d)")} = 0 and ${rest("tenor_floor(2 * n + d, 2 * d)", "2")} <> 0`;
  const even = `tenor_floor(2 * n + d, 2 * d) - case when ${tie} then 1 else 0 end`;
  return [
    { name: "tenor_floor", parameters: QUOTIENT, body: floor, comments: ["The whole number at or below n / d."] },
    ...modes.map((mode) => ({
      name: roundingName(mode),
      parameters: QUOTIENT,
      body: mode === "half-even" ? even : BODIES[mode],
      comments: [`n / d rounded ${mode}.`],
    })),
  ];
}
