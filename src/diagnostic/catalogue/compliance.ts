import { entry } from "../entry.ts";
import { didYouMean, suggest } from "../suggest.ts";

/** What can be wrong with the regimes that a contract names for itself, and with the reasons for which it falls short of their rules. */
export const complianceEntries = {
  "regulation-lowered": entry<{ rule: string; problem: string; because: string }>({
    severity: "warning",
    message: (p) => `${p.problem} (${p.rule}), which is said to be so because ${p.because}`,
    help: () => "nothing is to be done where the reason holds: a filing prints it beside the rule",
    page: `A contract may fall short of a rule of the regimes it names where it says why, in its \`compliance\`, by the name of the rule. The shortfall is a warning then, or
with \`note\` none, and the filing prints the rule, its provision, what falls short and the reason. Without a reason it is an error.

    compliance {
      regimes:      cftc, iosco
      halts-stated: warning, because "prices of this index move once a day, and no session is long enough for a halt"
    }`,
  }),
  "compliance-name-unknown": entry<{ what: string; found: string; known: string }>({
    severity: "error",
    message: (p) => `there is no ${p.what} \`${p.found}\``,
    help: (p) => didYouMean(suggest(p.found, p.known.split(", "))) ?? `it is one of ${p.known}`,
    page: `\`compliance\` names regimes, \`cftc\`, \`iosco\`, \`eu\` and \`uk\`, and rules by the names that findings and \`rules.json\` give them. A name that is none would
lower nothing, and nobody would see it.

Wrong:

    compliance { regimes: ctfc }

Right:

    compliance { regimes: cftc }`,
  }),
  "lowering-unused": entry<{ rule: string; problem: string }>({
    severity: "warning",
    message: (p) => `the rule \`${p.rule}\` is lowered for nothing: ${p.problem}`,
    help: () => "take the line out",
    page: `A reason for falling short of a rule stands only where a contract does. One that is left behind would excuse the next shortfall without anybody having thought of it.

Wrong, where \`price-limits\` are stated:

    compliance { regimes: cftc; halts-stated: warning, because "…" }

Right:

    compliance { regimes: cftc }`,
  }),
};
