/** A bug seeded in a runtime twin: the first text, which is there once, becomes the second. */
export type TwinMutant = { readonly name: string; readonly from: string; readonly to: string };

/** The bugs seeded in the runtime of each language. */
export const twinMutants: Readonly<Record<string, readonly TwinMutant[]>> = {
  python: [
    {
      name: "ties away from zero go up",
      from: 'if mode == "half-away":\n        return below >= 0',
      to: 'if mode == "half-away":\n        return True',
    },
    { name: "even is odd", from: "return below % 2 == 1", to: "return below % 2 == 0" },
    { name: "up is down", from: 'if mode == "up":\n        return True', to: 'if mode == "up":\n        return False' },
    {
      name: "toward zero is away from it",
      from: 'if mode == "toward-zero":\n        return below < 0',
      to: 'if mode == "toward-zero":\n        return below >= 0',
    },
    {
      name: "the side of a tie is the other one",
      from: 'if mode == "nearest" and side != 0:\n        return side > 0',
      to: 'if mode == "nearest" and side != 0:\n        return side < 0',
    },
    { name: "half of the volume is more than half", from: "if 2 * reached >= total:", to: "if 2 * reached > total:" },
    {
      name: "an even count has its upper middle",
      from: "(ordered[half - 1] + ordered[half]) / 2",
      to: "ordered[half]",
    },
    { name: "an exact deviation is dropped", from: "> threshold * abs(center)", to: ">= threshold * abs(center)" },
    {
      name: "the end of the window is in it",
      from: "one.time is not None and start <= one.time < until",
      to: "one.time is not None and start <= one.time <= until",
    },
    { name: "parts are counted from nothing", from: "// (until - start) + 1)", to: "// (until - start))" },
    { name: "a quorum wants one more", from: "if found < count:", to: "if found <= count:" },
    { name: "what was capped gets more", from: "left = 1 - cap * len(capped)", to: "left = ONE" },
    { name: "a repeated value may be repeated for ever", from: "if repeats >= at_most:", to: "if repeats > at_most:" },
    { name: "trades at the settlement time count in a window", from: "<= time < until", to: "<= time <= until" },
    {
      name: "spreads are not turned",
      from: "return [one._replace(price=-one.price) for one in trades]",
      to: "return list(trades)",
    },
    {
      name: "change is what it was before",
      from: "at.settled[other.period] - other.previous",
      to: "other.previous - at.settled[other.period]",
    },
    {
      name: "a price below zero is a price",
      from: "isinstance(figure, Missing) or figure >= 0:",
      to: "isinstance(figure, Missing) or True:",
    },
    { name: "days without a print are passed over", from: "if prints.get(day) is None:", to: "if False:" },
    {
      name: "prices between ticks are taken",
      from: 'refuse_at(place, "off-tick", "a price on a tick", show(price))',
      to: "pass",
    },
    {
      name: "variation has the other sign",
      from: "(settlement - previous) * multiplier * lots",
      to: "(previous - settlement) * multiplier * lots",
    },
    {
      name: "a band is as wide below as above",
      from: '"lower": rounded(1 - share)',
      to: '"lower": rounded(1 + share)',
    },
    {
      name: "a place has its factor added",
      from: "of.factor * at.factor + of.add + at.add",
      to: "of.factor * at.factor + of.add",
    },
    {
      name: "a determination of anybody is taken",
      from: '(wanted.by,), "wrong-determination"',
      to: '(fields["by"],), "wrong-determination"',
    },
    {
      name: "what is unknown is passed over",
      from: "        if name not in known:\n            refuse_at(_inside",
      to: "        if False:\n            refuse_at(_inside",
    },
    {
      name: "a trade given twice counts twice",
      from: 'if name in seen:\n                refuse_at(_inside(at, "id")',
      to: 'if False:\n                refuse_at(_inside(at, "id")',
    },
    {
      name: "the first line of a choice is taken",
      from: "if not isinstance(verdict, Against):\n            return price()",
      to: "if True:\n            return price()",
    },
    { name: "a successor is not linked", from: "value *= _read_link(given, name)", to: "_read_link(given, name)" },
    {
      name: "a basket starts anew each day",
      from: "group._replace(value=value * (group.value / then(group)))",
      to: "group._replace(value=value)",
    },
    { name: "a Friday counts once", from: "counts = until - max(business[at], start)", to: "counts = 1" },
    {
      name: "names are in the order of their lengths",
      from: 'return (True, 0, _units(key), "")',
      to: 'return (True, len(key), _units(key), "")',
    },
  ],
  java: [
    {
      name: "ties away from zero go up",
      from: 'if (mode.equals("half-away")) return below.signum() >= 0;',
      to: 'if (mode.equals("half-away")) return true;',
    },
    { name: "even is odd", from: "return below.testBit(0);", to: "return !below.testBit(0);" },
    { name: "up is down", from: 'if (mode.equals("up")) return true;', to: 'if (mode.equals("up")) return false;' },
    {
      name: "toward zero is away from it",
      from: 'if (mode.equals("toward-zero")) return below.signum() < 0;',
      to: 'if (mode.equals("toward-zero")) return below.signum() >= 0;',
    },
    {
      name: "the side of a tie is the other one",
      from: 'if (mode.equals("nearest") && side != 0) return side > 0;',
      to: 'if (mode.equals("nearest") && side != 0) return side < 0;',
    },
    {
      name: "half of the volume is more than half",
      from: "if (reached.multiply(2).compareTo(total) >= 0)",
      to: "if (reached.multiply(2).compareTo(total) > 0)",
    },
    {
      name: "an even count has its upper middle",
      from: "ordered.get(half - 1).add(ordered.get(half)).divide(Fraction.of(2))",
      to: "ordered.get(half)",
    },
    {
      name: "an exact deviation is dropped",
      from: "value.subtract(center).abs().compareTo(room) > 0",
      to: "value.subtract(center).abs().compareTo(room) >= 0",
    },
    {
      name: "a window holds its end",
      from: "from.compareTo(time) <= 0 && time.compareTo(until) < 0",
      to: "from.compareTo(time) <= 0 && time.compareTo(until) <= 0",
    },
    {
      name: "parts begin with 0",
      from: "                                                                    + 1))",
      to: "                                                                    + 0))",
    },
    {
      name: "keys are texts even where they are numbers",
      from: "return values != 0 ? values : a.compareTo(b);",
      to: "return a.compareTo(b);",
    },
    {
      name: "a quorum that is met exactly is not met",
      from: "if (found < demand.count())",
      to: "if (found <= demand.count())",
    },
    {
      name: "one repetition too many",
      from: "previous.repeats().compareTo(BigInteger.valueOf(atMost)) >= 0",
      to: "previous.repeats().compareTo(BigInteger.valueOf(atMost)) > 0",
    },
    {
      name: "a price off its tick is taken",
      from: "if (tick != null && !isMultiple(price, tick))",
      to: "if (tick != null && false)",
    },
    { name: "a size of zero is taken", from: "if (size.signum() <= 0)", to: "if (size.signum() < 0)" },
    {
      name: "an unknown field is taken",
      from: 'if (!known.contains(name))\n                throw refuseAt(\n                        inside(place, name), "unknown-field"',
      to: 'if (!known.contains(name) && false)\n                throw refuseAt(\n                        inside(place, name), "unknown-field"',
    },
    {
      name: "the same thing twice is taken",
      from: "            if (!seen.add(key))\n",
      to: "            if (!seen.add(key) && false)\n",
    },
    {
      name: "spreads the other way round are not turned",
      from: ".map(one -> turned ? one.turned() : one)",
      to: ".map(one -> one)",
    },
    {
      name: "months of implied prices weigh the same",
      from: "volume(trades).divide(Fraction.of(apart))",
      to: "volume(trades)",
    },
    {
      name: "the trades at the settlement time are not seen",
      from: "return time.compareTo(day.time()) <= 0;",
      to: "return time.compareTo(day.time()) < 0;",
    },
    {
      name: "a crossed quote is taken",
      from: "bid != null && ask != null && bid.compareTo(ask) > 0",
      to: "bid != null && ask != null && bid.compareTo(ask) > 9",
    },
    {
      name: "newly listed months have no tiers of their own",
      from: "month.previous() == null ? orNone(rule.newlyListed()) : List.of()",
      to: "List.of()",
    },
    {
      name: "variation has the other sign",
      from: "settlement.subtract(previous)",
      to: "previous.subtract(settlement)",
    },
    {
      name: "days may come in any order",
      from: "if (days.get(at - 1).compareTo(days.get(at)) >= 0)",
      to: "if (days.get(at - 1).compareTo(days.get(at)) > 9)",
    },
    {
      name: "a cap below an equal share holds",
      from: "if (cap.multiply(groups.size()).compareTo(ONE) < 0)",
      to: "if (cap.multiply(groups.size()).compareTo(ONE) < -1)",
    },
  ],
  rust: [
    { name: "even is odd", from: "below.is_odd()", to: "!below.is_odd()" },
    { name: "the middle is the other side", from: "middle.is_gt()", to: "middle.is_lt()" },
    { name: "a direction needs no price", from: 'mode == "nearest" || mode == "toward"', to: 'mode == "nearest"' },
    { name: "floors are toward zero", from: "quotient.plus(&Whole::of(-1))", to: "quotient" },
    { name: "a guess that is one too large is kept", from: "last < 0", to: "false" },
    { name: "a remainder loses bits", from: "(left[at] >> bits) | above", to: "left[at] >> bits" },
    { name: "a number may have any length", from: "text.len() > MOST_DIGITS", to: "false" },
    { name: "a price off its tick is taken", from: "!is_multiple(&price, tick)", to: "false" },
    { name: "a size of zero is taken", from: "size.is_negative() || size.is_zero()", to: "size.is_negative()" },
    { name: "an unknown field is taken", from: "!known.contains(&name.as_str())", to: "false" },
    { name: "a trade given twice counts twice", from: "!seen.insert(name)", to: "false" },
    { name: "the same month twice is taken", from: "!seen.insert(*key)", to: "false" },
    {
      name: "spreads the other way round are not turned",
      from: "if turned { one.turned() } else { one.clone() }",
      to: "one.clone()",
    },
    {
      name: "months of implied prices weigh the same",
      from: "volume(&trades).divided_by(&Fraction::of(i128::from(apart)))",
      to: "volume(&trades)",
    },
    { name: "quotes at the settlement time are not seen", from: "time <= self.day.time", to: "time < self.day.time" },
    { name: "a window holds its end", from: "time < until", to: "time <= until" },
    { name: "a crossed quote is taken", from: "bid > ask", to: "false" },
    { name: "newly listed months have no tiers of their own", from: "month.previous.is_none()", to: "false" },
    { name: "days may come in any order", from: "pair[0] >= pair[1]", to: "false" },
    { name: "variation has the other sign", from: "settlement.minus(&previous)", to: "previous.minus(&settlement)" },
    {
      name: "a band is as wide below as above",
      from: "Fraction::of(1).minus(share)",
      to: "Fraction::of(1).plus(share)",
    },
    { name: "a price below zero is a price", from: "value.is_negative() && !day.reads.signed", to: "false" },
    { name: "change is what it was before", from: "value.minus(previous)", to: "value.clone()" },
    { name: "a midpoint is a bid", from: 'bid.plus(ask).times(&exact("0.5"))', to: "bid.clone()" },
    { name: "a width is below zero", from: "ask.minus(bid)", to: "bid.minus(ask)" },
    {
      name: "an average is a total",
      from: "total(values.iter()).divided_by(&Fraction::of(values.len() as i128))",
      to: "total(values.iter())",
    },
  ],
};
