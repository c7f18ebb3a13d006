import { createHash } from "node:crypto";
import { lex } from "../../grammar/lexer.ts";
import { makeSource } from "../../src/text/source.ts";

import { amendmentSpec } from "./amendment.ts";
import { deliveredSpec, futureSpec, profileSpec } from "./future.ts";
import { indexSpec } from "./index-spec.ts";
import { optionSpec } from "./option.ts";
import { perpetualSpec } from "./perpetual.ts";
import { random } from "./random.ts";
import { referenceSpec } from "./reference.ts";
import { calendarSpec, gradeSpec, sourceSpec, unitSpec, venueSpec } from "./shared.ts";
import { spreadSpec } from "./spread.ts";
import { structuredSpec } from "./structured.ts";
import type { Draft, Spec, World } from "./world.ts";

type Kind = {
  readonly folder: string;
  /** What the names of the kind begin with. */
  readonly letter: string;
  readonly share: number;
  readonly make: (draft: Draft) => Spec;
};

/** How many specs of each kind, in the order in which they are written: each refers only to earlier ones. The shares add up to `FULL`. */
const KINDS: readonly Kind[] = [
  { folder: "units", letter: "U", share: 20, make: unitSpec },
  { folder: "venues", letter: "V", share: 60, make: venueSpec },
  { folder: "grades", letter: "G", share: 220, make: gradeSpec },
  { folder: "sources", letter: "S", share: 240, make: sourceSpec },
  { folder: "calendars", letter: "C", share: 120, make: calendarSpec },
  { folder: "indices", letter: "I", share: 740, make: indexSpec },
  { folder: "profiles", letter: "P", share: 100, make: profileSpec },
  { folder: "futures", letter: "F", share: 860, make: futureSpec },
  { folder: "delivered", letter: "D", share: 240, make: deliveredSpec },
  { folder: "options", letter: "O", share: 260, make: optionSpec },
  { folder: "spreads", letter: "B", share: 160, make: spreadSpec },
  { folder: "perpetuals", letter: "E", share: 80, make: perpetualSpec },
  { folder: "structured", letter: "K", share: 100, make: structuredSpec },
  { folder: "references", letter: "R", share: 100, make: referenceSpec },
  { folder: "amendments", letter: "A", share: 200, make: amendmentSpec },
];

export type Catalogue = { readonly specs: readonly Spec[]; readonly forms: ReadonlyMap<string, number> };

/** The size of the catalogue the goals of the project speak of. */
export const FULL = 3_500;

/**
 * `count` specs from `seed`, the same bytes on every machine: no two with the same skeleton. A draft whose skeleton is taken is thrown
 * away and drawn again with the next number.
 */
export function catalogue(count: number = FULL, seed = 1): Catalogue {
  const world: World = {
    venues: [],
    sources: [],
    calendars: [],
    grades: [],
    indices: [],
    profiles: [],
    futures: [],
    options: [],
    amended: [],
  };
  const skeletons = new Set<string>();
  const forms = new Map<string, number>();
  const specs: Spec[] = [];
  let drawn = seed * 1_000_003;
  for (const { folder, letter, share, make } of KINDS) {
    const wanted = Math.max(2, Math.round((share * count) / FULL));
    for (let at = 1; at <= wanted;) {
      const id = `${letter}${String(at).padStart(4, "0")}`;
      const sizes = Object.values(world).map((list) => list.length);
      const draft: Draft = {
        random: random(drawn++),
        world,
        path: `${folder}/${id.toLowerCase()}.tenor`,
        id,
        imports: new Set(),
        forms: new Set(),
      };
      const spec = make(draft);
      const hash = skeletonHash(spec.text);
      if (skeletons.has(hash)) {
        // What the draft declared is not there.
        Object.values(world).forEach((list, place) => void (list.length = sizes[place]!));
        continue;
      }
      skeletons.add(hash);
      for (const one of spec.forms) forms.set(one, (forms.get(one) ?? 0) + 1);
      specs.push(spec);
      at += 1;
    }
  }
  return { specs, forms };
}

/** The kinds of a spec's tokens in order, as a hash: two specs that differ only in names, numbers and texts have the same. */
export function skeletonHash(text: string): string {
  const { tokens } = lex(makeSource("skeleton", text));
  return createHash("sha256")
    .update(tokens.map((one) => one.tokenType.name).join(" "))
    .digest("hex");
}
