/**
 * The second reading of a contract model: slow, direct, in fractions of its own. It imports nothing of `src/runtime` or `src/value`, so that
 * a calculator and this reading can only agree when both read the model right.
 */
export { readIndex } from "./reading-index.ts";
export type { IndexDay, Said, Seen } from "./reading-index.ts";
export { readFinal } from "./reading-final.ts";
export type { FinalInput } from "./reading-final.ts";
export { readDaily, readVariation } from "./reading-settlement.ts";
export type { Deal, Listed, MarketDay, Priced, Quoted } from "./reading-settlement.ts";
export { readFailure, readInvoice } from "./reading-delivery.ts";
export {
  readExercise,
  readIntrinsic,
  readMark,
  readMoney,
  readPremium,
  readPremiumVariation,
  readStrikes,
} from "./reading-option.ts";
export type { ExerciseInput, MarkInput } from "./reading-option.ts";
export { readBands, readCollateral, readMargin, readRounded, readTicks, readValue } from "./reading-book.ts";
