import { commonBlocks } from "./calendar-blocks.ts";
import { indexBlocks, indexFields, indexSections } from "./index-blocks.ts";
import { optionBlocks, optionSections, optionTerms } from "./option.ts";
import { perpetualBlocks } from "./perpetual.ts";
import { productFields, productSections } from "./product.ts";
import { spreadBlocks } from "./spread.ts";
import { structuredBlocks } from "./structured.ts";
import { anyKey, block, type BlockSpec, now } from "./spec.ts";

/** Products and changes whose meaning comes later; all of them are read in full. */
export const laterBlocks: Readonly<Record<string, BlockSpec>> = {
  profile: block(
    "Clauses that several products or several indices share by `uses`.",
    { ...productFields, ...indexFields },
    { heads: ["from", "uses", "zone", "on"], sections: { ...productSections, ...indexSections } },
  ),
  ...optionBlocks,
  ...spreadBlocks,
  ...perpetualBlocks,
  ...structuredBlocks,
  amendment: block(
    "A change of a declaration from a day on, for stated contract months.",
    {
      ...commonBlocks["venue"]?.fields,
      ...indexBlocks["grade"]?.fields,
      ...indexFields,
      ...productFields,
      ...optionTerms,
      underlying: now("names", "The reference price the contract settles to; of an option, the month of its future.", {
        example: "H100_RENTAL",
        otherwise: {
          ...{ word: "nearest", kind: "period" },
          example: "nearest GPH month with last-trading-day on or after expiry",
        },
      }),
      weekend: now("names", "The weekdays that are never business days."),
    },
    {
      heads: ["to", "effective", "months", "zone", "on"],
      sections: {
        ...productSections,
        ...indexSections,
        ...optionSections,
        rules: "rules",
        one: "conversions",
        withdrawn: "withdrawn",
        differentials: "differentials",
        holidays: "holidays",
        closed: "closed",
        moved: "moved",
        "early-closes": "early-closes",
        add: "change",
        remove: "change",
      },
    },
  ),
  change: block(
    "What is added to lists, or removed from them.",
    { months: now("cycle", "Contract months of the listing.", { example: "2028-03" }) },
    { free: anyKey("names", "either", "Entries of the list of that name.") },
  ),
};
