import type { Mutant } from "./mutants.ts";

const bugIn =
  (file: string) =>
  (name: string, from: string, to: string): Mutant => ({ name, file: `src/runtime/${file}.ts`, from, to });
const spread = bugIn("spread");
const perpetual = bugIn("perpetual");
const final = bugIn("final");
const book = bugIn("book");
const index = bugIn("index-price");

const printer =
  (file: string) =>
  (name: string, from: string, to: string): Mutant => ({ name, file: `src/emit/calculator/${file}.ts`, from, to });
const spreadCode = printer("spread-code");
const perpetualCode = printer("perpetual-code");

/** Bugs in what prints and runs spreads, perpetuals and what is held between bounds. */
export const specialMutants: readonly Mutant[] = [
  spread("a leg at its settlement counts once", "add(sum, multiply(weight, known[at]))", "add(sum, known[at])"),
  spread(
    "the leg that is left gets its whole share",
    "divide(subtract(value, others), leg.weight)",
    "subtract(value, others)",
  ),
  spread("legs are added to the price of a spread", "subtract(value, others)", "add(value, others)"),
  spread("settlements of legs are not rounded", "round === undefined ? settled", "settled !== undefined ? settled"),
  spread("each leg has as many contracts as spreads", "String(leg.lots * whole)", "String(whole)"),
  spread("what a leg gains is not times its size", "multiply(change, leg.multiplier)", "change"),
  spread("a trade of no spreads is one", "if (whole === 0n)", "if (whole === undefined)"),
  spread(
    "any leg may be below zero",
    "readPrice(show(left), leg.name, leg.signed,",
    "readPrice(show(left), leg.name, true,",
  ),
  spread("every row has the settlements of the first", "column[row]", "column[0]"),
  spread(
    "prices of legs add up without weights",
    "multiply(weight, prices[at] as Rational)), ZERO",
    "prices[at] as Rational), ZERO",
  ),
  perpetual("the mark is the price that is named in the middle", "formula(market)).sort(compare)", "formula(market))"),
  perpetual("as many as may be missing are too many", "missing > funding.most", "missing >= funding.most"),
  perpetual(
    "a rate is clamped from above alone",
    "max(negate(funding.clamp), min(funding.clamp, plain))",
    "min(funding.clamp, plain)",
  ),
  perpetual("an interval pays the rate of the whole term", "multiply(rate, funding.share)", "rate"),
  perpetual("a sample that failed is left out always", "(takePrevious ? last : undefined)", "undefined"),
  perpetual("a payment is capped from above alone", "max(negate(cap), min(cap, whole))", "min(cap, whole)"),
  perpetual("positions need not balance", "if (open !== 0n)", "if (open === undefined)"),
  perpetual("the median of an even count of samples is its upper middle", "half : half - 1", "half : half"),
  perpetual("the first sample counts most", "fromInteger(at + 1)", "fromInteger(samples.length - at)"),
  perpetual("who is to pay receives", "fromInteger(-lots *", "fromInteger(lots *"),
  perpetual("longs pay whatever the spec says", "* BigInt(funding.longsPay)", ""),
  perpetual(
    "what is paid is cut",
    "roundTo(held, round.grid.increment, round.mode)",
    'roundTo(held, round.grid.increment, "down")',
  ),
  index(
    "a value moves as far as it likes",
    "compare(held, value) === 0) return attempt",
    "compare(held, value) !== 2) return attempt",
  ),
  index("a print of zero holds all that follow", "|| previous.value.n === 0n) return attempt", ") return attempt"),
  index("what is held is told and not taken", "{ ...attempt, value: held, steps:", "{ ...attempt, steps:"),
  book("who sold pays in as who bought", "lots.n < 0n ? subtract(price, cap)", "lots.n === 1n ? subtract(price, cap)"),
  book("a price above the cap is paid in for", "|| compare(price, cap) > 0)", "|| cap.d === 0n)"),
  book("a price below the floor is paid in for", "if (compare(price, floor) < 0 ||", "if ("),
  final(
    "a barrier is looked at on the first day alone",
    "found !== undefined && !beyond(value, found)",
    "found !== undefined",
  ),
  final("the lowest print is the highest", "compare(value, found) < 0)", "compare(value, found) > 0)"),
  final("a highest print is one that is not lower", "compare(value, found) > 0)", "compare(value, found) < 0)"),
  spreadCode(
    "every leg is printed to be worth the same",
    "multiplier: number(leg.multiplier)",
    'multiplier: number("1")',
  ),
  spreadCode("every leg is printed at its settlement", "anchored: flag(leg.anchored)", "anchored: flag(true)"),
  spreadCode(
    "settlements of legs are printed unrounded",
    "round: round && fractionRoundingCode(round)",
    "round: undefined",
  ),
  spreadCode("a spread is printed above zero", "signed: flag(spread.price.signed)", "signed: flag(false)"),
  spreadCode(
    "a spread is printed in whole prices",
    "gridCode(outright.increment, outright.decimals)",
    'gridCode("1", 0)',
  ),
  spreadCode("legs are printed in lots of one", "lots: whole(leg.lots)", "lots: whole(1)"),
  spreadCode("legs are printed without their weight", "weight: number(leg.weight)", 'weight: number("1")'),
  spreadCode("amounts of a spread are printed to be whole", "exactTo: tickValueExactTo.amount", 'exactTo: "1"'),
  perpetualCode("the smaller is printed as the larger", 'minimum: "min"', 'minimum: "max"'),
  perpetualCode(
    "samples that failed are printed to be left out",
    'flag(missing.how === "take-previous")',
    "flag(false)",
  ),
  perpetualCode("the term of a rate is printed as its interval", "share: number(show(share))", 'share: number("1")'),
  perpetualCode("longs are printed to pay always", 'pay.by === "longs" ? count(1) : count(-1)', "count(1)"),
  perpetualCode("the cap is not printed", "cap: cap && number(cap.value)", "cap: undefined"),
  perpetualCode("no sample is printed to be missing", "most: count(missing.most)", "most: count(0)"),
  perpetualCode("the clamp is printed as one", "clamp: number(show(numberOf(clamp.value)))", 'clamp: number("1")'),
  perpetualCode(
    "one sample too many is printed",
    "samples: count(funding.samples)",
    "samples: count(funding.samples + 1)",
  ),
  perpetualCode(
    "the size of a perpetual is printed ten times",
    "multiplier: size.value",
    "multiplier: `${size.value}0`",
  ),
  printer("index-screens")(
    "how far a value moves is printed as one",
    'call("heldToPrevious", value, "given", number(limit.threshold as string)',
    'call("heldToPrevious", value, "given", number("1")',
  ),
  printer("book-code")(
    "the cap is printed as the floor",
    "floor: number(floor), cap: number(cap)",
    "floor: number(floor), cap: number(floor)",
  ),
];
