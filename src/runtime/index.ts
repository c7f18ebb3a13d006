/** What calculators run on: exact numbers, statistics, reference prices, settlements, positions. It imports nothing else. */
export * from "./exact.ts";
export * from "./statistics.ts";
export * from "./input.ts";
export * from "./figure.ts";
export * from "./observations.ts";
export * from "./pool.ts";
export * from "./screens.ts";
export * from "./members.ts";
export * from "./grouping.ts";
export * from "./index-price.ts";
export * from "./market.ts";
export * from "./settle.ts";
export * from "./final.ts";
export * from "./book.ts";
export * from "./delivery.ts";
