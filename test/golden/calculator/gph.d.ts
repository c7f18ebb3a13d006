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
 * What every function throws where it cannot answer exactly: `code` for programs, `place` the path of the value at
 * fault, `expected` what should have stood there. `determination-needed`: the spec ends in a decision, named in
 * `expected`. Unknown fields, unknown sources and prices off their tick are refused, never passed over.
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

/**
 * What a basket with a base goes on from: a print, and the prices of its members then; while a member is still to
 * retire, also the newest print.
 */
export type Chain = {
  readonly date: Day;
  readonly value: Decimal;
  readonly prices: { readonly [name: string]: Decimal };
  readonly last?: {
    readonly date: Day;
    readonly value: Decimal;
    readonly prices: { readonly [name: string]: Decimal };
  };
};

/**
 * One print of an index. Pass `{ value, repeats }` of it as `previous` to the next one, with `excluded` or `chain`
 * of its evidence where the next one asks for it.
 */
export type ReferencePrice = {
  readonly index: string;
  readonly date: Day;
  readonly value: Decimal;
  /** `inputs`, or `fallback/1` and on. */
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

export type H100RentalObservation = {
  readonly kind: "trade" | "offer";
  readonly source: "ALPHA" | "BETA" | "GAMMA" | "DELTA";
  readonly time: Instant;
  readonly price: Decimal;
  readonly size: Decimal;
  /** Where there is one, it stands once for each kind and source. */
  readonly id?: string;
};

export type H100RentalInput = {
  readonly date: Day;
  readonly observations: readonly H100RentalObservation[];
  /** 15:00 until 16:00 in 12 parts on that date, in UTC: `from` is included and `until` is not. */
  readonly window: { readonly from: Instant; readonly until: Instant };
  /** The print before; `null` where there never was one. Needed when the fallback comes to it. */
  readonly previous?: { readonly value: Decimal; readonly repeats: Whole } | null;
  /** Today's value of other indices; `null` for one that was not published. Needed when the fallback comes to it. */
  readonly indices?: { readonly H200_RENTAL?: Decimal | null };
  readonly determination?: Determination | null;
};

/**
 * Rows of one kind: whole milliseconds after `since`, whole multiples of `tick` and `unit`, and places in
 * `sources`.
 */
export type H100RentalColumns = {
  readonly kind: "trade" | "offer";
  readonly since: Instant;
  readonly time: Int32Array;
  readonly price: Int32Array;
  readonly tick: Decimal;
  readonly size: Int32Array;
  readonly unit: Decimal;
  readonly source: Uint8Array | Uint16Array;
  readonly sources: readonly ("ALPHA" | "BETA" | "GAMMA" | "DELTA")[];
};

export type H200RentalObservation = {
  readonly kind?: "trade";
  readonly source: "ALPHA" | "BETA";
  readonly time: Instant;
  readonly price: Decimal;
  readonly size: Decimal;
  /** Where there is one, it stands once for each kind and source. */
  readonly id?: string;
};

export type H200RentalInput = {
  readonly date: Day;
  readonly observations: readonly H200RentalObservation[];
  /** 15:00 until 16:00 in 1 part on that date, in UTC: `from` is included and `until` is not. */
  readonly window: { readonly from: Instant; readonly until: Instant };
  readonly determination?: Determination | null;
};

/**
 * Rows of one kind: whole milliseconds after `since`, whole multiples of `tick` and `unit`, and places in
 * `sources`.
 */
export type H200RentalColumns = {
  readonly kind?: "trade";
  readonly since: Instant;
  readonly time: Int32Array;
  readonly price: Int32Array;
  readonly tick: Decimal;
  readonly size: Int32Array;
  readonly unit: Decimal;
  readonly source: Uint8Array | Uint16Array;
  readonly sources: readonly ("ALPHA" | "BETA")[];
};

/**
 * Sizes are whole contracts. Where there is an `id`, it stands once among the trades of its month or pair of
 * months.
 */
export type Trade = { readonly time: Instant; readonly price: Decimal; readonly size: Whole; readonly id?: string };

/** The best bid and offer from `time` on; `null` for a side without orders. */
export type Quote = { readonly time: Instant; readonly bid: Decimal | null; readonly ask: Decimal | null };

export type DailySettlementInput = {
  readonly date: Day;
  /** The settlement time of the day as an instant; windows end at it and do not include it. */
  readonly settlementTime: Instant;
  /** The period of the lead month. */
  readonly lead: string;
  /** Every month listed on the day, in any order. */
  readonly months: readonly {
    readonly period: string;
    /** The settlement of the day before; `null` on the day the month is listed. */
    readonly previous: Decimal | null;
    readonly trades: readonly Trade[];
    readonly quotes: readonly Quote[];
    /** The final settlement price on the last trading day of the month; `null` on every other day. */
    readonly finalSettlement: Decimal | null;
    /**
     * Only of a month that trades by another text of the contract: its settlement by that text, `null` before it
     * has one.
     */
    readonly settled?: Decimal | null;
  }[];
  /** Trades of calendar spreads, at the price of the first leg less the second; each pair of months once. */
  readonly spreads: readonly { readonly legs: readonly [string, string]; readonly trades: readonly Trade[] }[];
  /** Today's value of an index; `null` for one that was not published. Needed when a tier comes to it. */
  readonly indices?: { readonly H100_RENTAL?: Decimal | null };
};

export type Tier =
  | "lead-month/1"
  | "lead-month/2"
  | "lead-month/3"
  | "other-months/1"
  | "other-months/2"
  | "newly-listed/1"
  | "newly-listed/2"
  | "last-day/1";

/** Months in the order of their periods. */
export type DailySettlement = {
  readonly date: Day;
  readonly months: readonly {
    readonly period: string;
    readonly price: Decimal;
    readonly tier: Tier;
    readonly skipped: readonly { readonly tier: Tier; readonly reason: string }[];
    readonly steps: readonly Step[];
  }[];
};

export type FinalSettlementInput = {
  readonly period: string;
  /** The days that are averaged, ascending: `averaging` of the month in instruments.json. */
  readonly days: readonly Day[];
  /** A print for each of these days and no other. */
  readonly prints: { readonly H100_RENTAL: { readonly [day: Day]: Decimal } };
};

export type FinalSettlement = { readonly period: string; readonly price: Decimal; readonly steps: readonly Step[] };

export type TickRole = "outright" | "calendar-spread" | "settlement";

/**
 * The ten rounding modes; `nearest` (ties) and `toward` lean to a reference price and need one, the others take
 * none.
 */
export type RoundingMode =
  "half-even" | "half-away" | "half-up" | "half-down" | "up" | "down" | "away" | "toward-zero" | "nearest" | "toward";

/** An exact amount of money. */
export type Amount = { readonly amount: Decimal; readonly currency: "USD" };

/** A row a position: columns of 32 bits are quickest. Memory that others can write to is refused. */
export type PositionColumns = {
  /** Signed lots. */
  readonly lots: Int32Array | Float64Array | BigInt64Array;
  /** The settlement before, or the price dealt at, in whole numbers of 0.0001 USD / GPU_hour of H100_SXM. */
  readonly previous: Int32Array | Float64Array | BigInt64Array;
  /** In whole numbers of 0.0001 USD / GPU_hour of H100_SXM. */
  readonly settlement: Int32Array | Float64Array | BigInt64Array;
  /** Where amounts are written to instead of new memory, which costs more time than the arithmetic. */
  readonly amounts?: Float64Array;
};

/** Whole numbers of `unit`, a row a position, and their sum. */
export type AmountColumn = {
  readonly amounts: Float64Array;
  readonly unit: Decimal;
  readonly currency: "USD";
  readonly total: Decimal;
  /**
   * How many rows took arithmetic of any length: those of a block of 4,096 in which one is beyond the ranges that
   * are proved.
   */
  readonly exactRows: number;
};

/** H100_RENTAL: H100 Rental Index, in USD / GPU_hour of H100_SXM. */
export function h100Rental(input: H100RentalInput): ReferencePrice;

export { h100Rental as referencePrice };

/** The print from columns: fastest in order of time, and the same in any order. */
export function h100RentalOfColumns(input: {
  readonly date: Day;
  /** 15:00 until 16:00 in 12 parts on that date, in UTC: `from` is included and `until` is not. */
  readonly window: { readonly from: Instant; readonly until: Instant };
  /** The print before; `null` where there never was one. Needed when the fallback comes to it. */
  readonly previous?: { readonly value: Decimal; readonly repeats: Whole } | null;
  /** Today's value of other indices; `null` for one that was not published. Needed when the fallback comes to it. */
  readonly indices?: { readonly H200_RENTAL?: Decimal | null };
  readonly determination?: Determination | null;
  readonly columns: readonly H100RentalColumns[];
}): {
  readonly index: string;
  readonly date: Day;
  readonly value: Decimal;
  /** `inputs`, or `fallback/1` and on. */
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
  readonly groups: readonly {
    readonly name: string;
    readonly value: Exact;
    readonly weight: Exact;
    readonly observations: readonly Whole[];
  }[];
  readonly rows: { readonly used: number; readonly dropped: number };
  readonly steps: readonly Step[];
};

export { h100RentalOfColumns as referencePriceOfColumns };

/** H200_RENTAL: H200 Rental Index, in USD / GPU_hour of H200_SXM. */
export function h200Rental(input: H200RentalInput): ReferencePrice;

/** The print from columns: fastest in order of time, and the same in any order. */
export function h200RentalOfColumns(input: {
  readonly date: Day;
  /** 15:00 until 16:00 in 1 part on that date, in UTC: `from` is included and `until` is not. */
  readonly window: { readonly from: Instant; readonly until: Instant };
  readonly determination?: Determination | null;
  readonly columns: readonly H200RentalColumns[];
}): {
  readonly index: string;
  readonly date: Day;
  readonly value: Decimal;
  /** `inputs`, or `fallback/1` and on. */
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
  readonly groups: readonly {
    readonly name: string;
    readonly value: Exact;
    readonly weight: Exact;
    readonly observations: readonly Whole[];
  }[];
  readonly rows: { readonly used: number; readonly dropped: number };
  readonly steps: readonly Step[];
};

/** The settlement price of every month on one day. */
export function dailySettlement(input: DailySettlementInput): DailySettlement;

/** The final settlement price of one month. */
export function finalSettlement(input: FinalSettlementInput): FinalSettlement;

/** How many ticks of this role make up the price; a price between two ticks is refused with `off-tick`. */
export function ticks(price: Decimal, role: TickRole): Whole;

/** The price rounded to the tick of this role in the mode named; modes that lean to a price need it as `reference`. */
export function roundToTick(price: Decimal, role: TickRole, mode: RoundingMode, reference?: Decimal): Decimal;

/** What the contracts stand for at this price; lots are signed. */
export function settlementValue(price: Decimal, lots: Whole): Amount;

/**
 * What a position receives, or pays where it is negative: `(settlement - previous) × size × lots`, lots signed.
 * `previous` is the settlement before, or the price dealt at.
 */
export function variationMargin(position: {
  readonly lots: Whole;
  readonly previous: Decimal;
  readonly settlement: Decimal;
}): Amount;

/** The lowest and the highest price of each band around a previous settlement; `at` is the share of it. */
export function priceBands(previousSettlement: Decimal): readonly {
  readonly at: Exact;
  readonly lower: Decimal;
  readonly upper: Decimal;
}[];

/**
 * The variation margin of every position, exact, in whole numbers of 0.01 USD; 20 bytes of memory a row. What is
 * wrong is refused with its row: NaN and -0 are no whole numbers, and an amount has to be below 2^53 units.
 */
export function variationMarginOfColumns(columns: PositionColumns): AmountColumn;
