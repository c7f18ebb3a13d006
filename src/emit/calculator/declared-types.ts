/** The types that every calculator declares alike. */
export const COMMON = `
/** An exact plain decimal as text, such as "2.3456" or "-0.05". JavaScript numbers are refused: they have lost digits. */
export type Decimal = string;

/** A whole number as text. */
export type Whole = string;

/** A decimal, or a fraction in lowest terms such as "1/3" where no decimal is exact. */
export type Exact = string;

/** A civil day, YYYY-MM-DD. */
export type Day = string;

/** An instant in UTC, such as 2027-02-26T15:04:05.250Z, with up to nine decimals of a second. */
export type Instant = string;

/**
 * What every function throws where it cannot answer exactly: \`code\` for programs, \`place\` the path of the value at
 * fault, \`expected\` what should have stood there. \`determination-needed\`: the spec ends in a decision, named in
 * \`expected\`. Unknown fields, unknown sources and prices off their tick are refused, never passed over.
 */
export type RefusedInput = Error & {
  readonly kind: "refused";
  readonly code: string;
  readonly place?: string;
  readonly expected?: string;
  readonly evidence: readonly string[];
};

/** A decision of the body and under the rule that the spec names. The signature is carried, not checked. */
export type Determination = {
  readonly by: string;
  readonly rule: string;
  readonly value: Decimal;
  readonly signature: string;
};

/** One line of an explanation: the words of the rule, the number it gave, and its clause. */
export type Step = { readonly text: string; readonly value: Exact; readonly clause: string };

/** An observation that a rule left out: its position in the list passed in, and why. */
export type Dropped = { readonly observation: Whole; readonly reason: string; readonly clause: string };

/** What a basket with a base goes on from: a print, and the prices of its members then. */
export type Chain = {
  readonly date: Day;
  readonly value: Decimal;
  readonly prices: Readonly<Record<string, Decimal>>;
};

/**
 * One print of an index. Pass \`{ value, repeats }\` of it as \`previous\` to the next one, with \`excluded\` or \`chain\` of its evidence where
 * the next one asks for it.
 */
export type ReferencePrice = {
  readonly index: string;
  readonly date: Day;
  readonly value: Decimal;
  /** \`inputs\`, or \`fallback/1\` and on. */
  readonly tier: string;
  /** How many publications in a row have now repeated one value. */
  readonly repeats: Whole;
  /** The version of the method, where the spec states one. */
  readonly version?: string;
  readonly skipped: readonly {
    readonly tier: string;
    readonly clause: string;
    readonly reasons: readonly string[];
    readonly dropped: readonly Dropped[];
  }[];
  readonly evidence: {
    /** The positions of the observations used. */
    readonly used: readonly Whole[];
    readonly dropped: readonly Dropped[];
    /** What a screen that takes back later leaves out. */
    readonly excluded: readonly string[];
    /** Of a basket with a base, what the next print goes on from. */
    readonly chain?: Chain;
    readonly shares: readonly { readonly source: string; readonly kind: string; readonly share: Exact }[];
    readonly groups: readonly {
      readonly name: string;
      readonly value: Exact;
      readonly weight: Exact;
      readonly observations: readonly Whole[];
    }[];
  };
  readonly steps: readonly Step[];
};
`;

/** The declaration of `priceBands`. */
export const BANDS = `

/** The lowest and the highest price of each band around a previous settlement; \`at\` is the share of it. */
export function priceBands(
  previousSettlement: Decimal,
): readonly { readonly at: Exact; readonly lower: Decimal; readonly upper: Decimal }[];`;
