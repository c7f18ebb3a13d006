import { monthsWithinLicence } from "./cftc/months-within-licence.ts";
import { licenceStated } from "./cftc/licence-stated.ts";
import { spotLimitOfPhysicalCommodity } from "./cftc/spot-limit-of-physical-commodity.ts";
import { statusStated } from "./cftc/status-stated.ts";
import { spotLimitWithinQuarter } from "./cftc/spot-limit-within-quarter.ts";
import { limitMethodology } from "./cftc/limit-methodology.ts";
import { levelsOutsideSpotMonth } from "./cftc/levels-outside-spot-month.ts";
import { spotMonthDefined } from "./cftc/spot-month-defined.ts";
import { aggregationAtTenth } from "./cftc/aggregation-at-tenth.ts";
import { exemptionsAppliedFor } from "./cftc/exemptions-applied-for.ts";
import { reportableLevel } from "./cftc/reportable-level.ts";
import { referencedContractAnswered } from "./cftc/referenced-contract-answered.ts";
import { outliersRemoved } from "./cftc/outliers-removed.ts";
import { indexFallback } from "./cftc/index-fallback.ts";
import { administratorApart } from "./cftc/administrator-apart.ts";
import { haltsStated } from "./cftc/halts-stated.ts";
import { noCancellationRange } from "./cftc/no-cancellation-range.ts";
import { blockTradesStated } from "./cftc/block-trades-stated.ts";
import { marginProposed } from "./cftc/margin-proposed.ts";
import { principlesAnswered } from "./iosco/principles-answered.ts";
import { dataSufficiency } from "./iosco/data-sufficiency.ts";
import { hierarchyOfData } from "./iosco/hierarchy-of-data.ts";
import { administratorNamed } from "./iosco/administrator-named.ts";
import { c10OfServices } from "./eu/c10-of-services.ts";
import { cfiAgrees } from "./eu/cfi-agrees.ts";
import { namesFitRts23 } from "./eu/names-fit-rts23.ts";
import { positionManagement } from "./eu/position-management.ts";
import { venueSetsControls } from "./uk/venue-sets-controls.ts";
import { orderSizeBounded } from "./cftc/order-size-bounded.ts";
import { lastTradeBeforeFixing } from "./cftc/last-trade-before-fixing.ts";
import { termsExplained } from "./cftc/terms-explained.ts";
import { optionTickWithinFuture } from "./cftc/option-tick-within-future.ts";
import { optionExercisedAutomatically } from "./cftc/option-exercised-automatically.ts";
import { optionCountsWithFuture } from "./cftc/option-counts-with-future.ts";
import { perpetualPermitted } from "./cftc/perpetual-permitted.ts";
import { premiumOfPerpetualBounded } from "./cftc/premium-of-perpetual-bounded.ts";
import { commodityCfi } from "./eu/commodity-cfi.ts";
import { optionCfiAgrees } from "./eu/option-cfi-agrees.ts";
import { strategyIsNoInstrument } from "./eu/strategy-is-no-instrument.ts";
import { accountabilityWhereDelivered } from "./eu/accountability-where-delivered.ts";
import { isinSound } from "./eu/isin-sound.ts";
import { publicationTimed } from "./cftc/publication-timed.ts";
import { methodVersioned } from "./cftc/method-versioned.ts";
import { deliveryInspected } from "./cftc/delivery-inspected.ts";
import { deliveryFailureStated } from "./cftc/delivery-failure-stated.ts";
import type { RegulationRule } from "./rule.ts";

/** Every compliance rule, regime by regime; a new one is a file of its own and a line here. */
export const regulationRules: readonly RegulationRule[] = [
  monthsWithinLicence,
  licenceStated,
  spotLimitOfPhysicalCommodity,
  statusStated,
  spotLimitWithinQuarter,
  limitMethodology,
  levelsOutsideSpotMonth,
  spotMonthDefined,
  aggregationAtTenth,
  exemptionsAppliedFor,
  reportableLevel,
  referencedContractAnswered,
  outliersRemoved,
  indexFallback,
  administratorApart,
  haltsStated,
  noCancellationRange,
  blockTradesStated,
  marginProposed,
  orderSizeBounded,
  lastTradeBeforeFixing,
  termsExplained,
  optionTickWithinFuture,
  optionExercisedAutomatically,
  optionCountsWithFuture,
  perpetualPermitted,
  premiumOfPerpetualBounded,
  publicationTimed,
  methodVersioned,
  deliveryInspected,
  deliveryFailureStated,
  principlesAnswered,
  dataSufficiency,
  hierarchyOfData,
  administratorNamed,
  c10OfServices,
  cfiAgrees,
  namesFitRts23,
  positionManagement,
  commodityCfi,
  optionCfiAgrees,
  strategyIsNoInstrument,
  accountabilityWhereDelivered,
  isinSound,
  venueSetsControls,
];
