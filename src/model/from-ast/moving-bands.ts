import type { Field } from "../../ast/nodes.ts";
import { fieldOf, modifierOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { compare, divide, fromInteger, parse, type Rational, show } from "../../runtime/exact.ts";
import type { PriceLimits, Rounding } from "../model.ts";
import { clauseOf, type Lowering, wordsOf } from "./builder.ts";
import { roundingOf } from "./formula.ts";
import { LENGTH, lengthOf, phrasesOf, shareOf, wholeOf } from "./phrases.ts";
import { productEnv, type ProductTerms } from "./terms.ts";
import { underOf } from "./under.ts";

type Moving = Pick<PriceLimits, "dynamic" | "expand" | "reset">;

/** What moves the limits of a price: the market itself, a settlement at a limit, or the time it stood at one. Nothing of a field after a finding. */
export function movingBandsOf(
  at: Lowering,
  block: Parameters<typeof fieldOf>[0],
  terms: ProductTerms,
  outermost: Rational | undefined,
): Moving {
  const [dynamic, expand, reset] = ["dynamic", "expand", "reset"].map((key) => fieldOf(block, key));
  const moved = dynamic && dynamicOf(at, dynamic, terms, outermost);
  const expanded = expand && expandOf(at, expand, terms);
  const again = reset && resetOf(at, reset);
  return {
    ...(moved === undefined ? {} : { dynamic: moved }),
    ...(expanded === undefined ? {} : { expand: expanded }),
    ...(again === undefined ? {} : { reset: again }),
  };
}

/** `3.5% of previous settlement, over last 60 minutes, halt 2 minutes, round down to tick.outright`. */
function dynamicOf(
  at: Lowering,
  field: Field,
  terms: ProductTerms,
  outermost: Rational | undefined,
): Moving["dynamic"] {
  const said = phrasesOf(at, field, {
    share: { words: /^([0-9_.]+)% of previous settlement$/, example: "3.5% of previous settlement", needed: "yes" },
    over: { words: new RegExp(`^over last ${LENGTH}$`), example: "over last 60 minutes", needed: "yes" },
    halt: { words: new RegExp(`^halt ${LENGTH}$`), example: "halt 2 minutes" },
  });
  if (said?.share === undefined || said.over === undefined) return undefined;
  const share = shareOf(at, said.share, "a band");
  const lookBackMilliseconds = lengthOf(at, said.over, "the time looked back on");
  const haltMilliseconds = said.halt && lengthOf(at, said.halt, "a halt");
  const round = distanceRounding(at, field, terms, "the distance of a dynamic band");
  if (share === undefined || lookBackMilliseconds === undefined || round === undefined) return undefined;
  if (said.halt !== undefined && haltMilliseconds === undefined) return undefined;
  // One that is no narrower than the last band would never be reached before it.
  if (outermost !== undefined && compare(share, outermost) >= 0)
    return report(at.context, "levels-out-of-order", said.share.clause.span, {
      what: "the dynamic band and the last of the bands",
    });
  return {
    share: show(share),
    of: "previous-settlement",
    round,
    lookBackMilliseconds,
    ...(haltMilliseconds === undefined ? {} : { haltMilliseconds }),
    ...stated(at, field),
  };
}

/** `to 150% of band after settlement at limit, round up to tick.outright`. */
function expandOf(at: Lowering, field: Field, terms: ProductTerms): Moving["expand"] {
  const said = phrasesOf(at, field, {
    to: {
      words: /^to ([0-9_.]+)% of band after settlement at limit$/,
      example: "to 150% of band after settlement at limit",
      needed: "yes",
    },
  });
  if (said?.to === undefined) return undefined;
  const factor = divide(shareOf(at, said.to, "what limits widen to") ?? fromInteger(0), fromInteger(1));
  if (factor.n === 0n) return undefined;
  if (compare(factor, fromInteger(1)) <= 0)
    return report(at.context, "levels-out-of-order", said.to.clause.span, { what: "the band and what it widens to" });
  const round = distanceRounding(at, field, terms, "the distance of an expanded limit");
  return round === undefined ? undefined : { factor: show(factor), round, ...stated(at, field) };
}

/** `after 10 minutes at limit, at most 3 times in session`. */
function resetOf(at: Lowering, field: Field): Moving["reset"] {
  const said = phrasesOf(at, field, {
    after: { words: new RegExp(`^after ${LENGTH} at limit$`), example: "after 10 minutes at limit", needed: "yes" },
    times: { words: /^at most ([0-9_.]+) times? in session$/, example: "at most 3 times in session", needed: "yes" },
  });
  if (said?.after === undefined || said.times === undefined) return undefined;
  const afterMilliseconds = lengthOf(at, said.after, "the time at a limit");
  const times = wholeOf(at, said.times, "the resets of a session", 1_000);
  if (afterMilliseconds === undefined || times === undefined) return undefined;
  return { afterMilliseconds, times, ...stated(at, field) };
}

/** A distance has no side, so that `toward` and ties toward a price say nothing of it. */
function distanceRounding(at: Lowering, field: Field, terms: ProductTerms, what: string): Rounding | undefined {
  const modifier = modifierOf(field, "round");
  if (modifier === undefined || terms.price === undefined)
    return report(at.context, "rounding-missing", field.span, { what });
  const env = productEnv(at.context, terms);
  const round = roundingOf(modifier.rounding, terms.price.unit, env, clauseOf(at.context, field));
  if (round === undefined || (round.mode !== "toward" && round.mode !== "nearest-ties-toward")) {
    return round !== undefined && parse(round.increment).n > 0n ? round : undefined;
  }
  return report(at.context, "value-of-another-kind", modifier.span, {
    field: field.key.text,
    wanted: `a rounding of ${what}, such as \`round down to tick.outright\``,
  });
}

function stated(at: Lowering, field: Field): { text: string; clause: string; under?: string } {
  const under = underOf(field);
  return { ...(under === undefined ? {} : { under }), text: wordsOf(field), clause: clauseOf(at.context, field) };
}
