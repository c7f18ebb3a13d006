import { entry } from "../entry.ts";
import { didYouMean, suggest } from "../suggest.ts";

/** What a contract lacks of the rules of a regime that it is held against. */
export const regulationEntries = {
  "regulation-unmet": entry<{ rule: string; problem: string; mend: string }>({
    severity: "error",
    message: (p) => `${p.problem} (${p.rule})`,
    help: (p) => p.mend,
    page: `A contract that names regimes in \`compliance\` is held against their rules whenever it is checked or built, and \`tenor check --regime cftc,iosco,eu,uk\` holds any
contract against them; each rule is one file in \`src/prove/regulation\`. A finding says what is missing, the
provision that asks for it and how to mend it; where the provision was not read again when the rule was written, it says so. Nothing of it is legal advice: a rule finds
what a spec does not state, and cannot judge whether what it states is enough.

Wrong, under \`--regime cftc\`:

    classification { cea: exempt-commodity, because "…" }
    limits         { single-month: accountability 5_000 contracts }

Right:

    limits {
      basis:      25% of SUPPLY.lowest-month / size, round down to 1 contract
      spot-month: 2_000 contracts from open of start of spot-period
    }`,
  }),
  "usage-regime-unknown": entry<{ found: string; known: string }>({
    severity: "error",
    message: (p) => `there is no regime \`${p.found}\`: ${p.known}`,
    help: (p) => didYouMean(suggest(p.found, p.known.split(", "))) ?? "name one of them, or several behind commas",
    page: `\`--regime\` names the rules that contracts are held against: \`cftc\` the Commodity Exchange Act and its regulations, \`iosco\` the principles for financial benchmarks, \`eu\`
MiFID II with its regulations, \`uk\` the rules of the United Kingdom.

    tenor check --regime cftc,iosco specs`,
  }),
};
