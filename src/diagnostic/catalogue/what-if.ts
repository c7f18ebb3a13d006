import { entry } from "../entry.ts";

/** What `tenor check --against DIR` says of an edit, and of folders that nothing can be compared with. */
export const whatIfEntries = {
  "regulation-newly-unmet": entry<{ rule: string; problem: string; mend: string }>({
    severity: "error",
    message: (p) => `newly broken: ${p.problem} (${p.rule})`,
    help: (p) => p.mend,
    page: `\`tenor check --against out\` holds specs against the compliance rules and compares with what the build in \`out\` met, so that you know what an edit breaks before
anyone files it. Only what is new is an error: a rule that the build fell short of at the same clause is counted and no more. \`--regime cftc,eu\` looks at the rules of some
regimes; without it those of all are. As everywhere a finding is not legal advice.

Wrong, where the build said \`25%\`:

    limits { basis: 30% of SUPPLY.lowest-month / size, round down to 1 contract }

Right:

    limits { basis: 25% of SUPPLY.lowest-month / size, round down to 1 contract }`,
  }),
  "output-not-a-build": entry<{ out: string; problem: string }>({
    severity: "error",
    message: (p) => `${p.out} is no build to compare with: ${p.problem}`,
    help: () => "name the folder that `tenor build --out` wrote before the edit",
    page: `\`--against\` reads what a build says of its rules. The folder of a build has a \`manifest.json\` with the hash of every file in it; a folder without one, or with one of another
form, was written by something else.

    tenor build specs --out out
    tenor check specs --against out`,
  }),
  "output-other-version": entry<{ out: string; problem: string }>({
    severity: "error",
    message: (p) => `${p.out} is not of this Tenor: ${p.problem}`,
    help: () =>
      "build the specs as they were before the edit with this version, into a folder of its own, and compare with that",
    page: `Another version of Tenor may judge by other rules, so that a rule could seem broken by an edit which did not touch it. The build that an edit is compared with is
made by the same version:

    git stash && tenor build specs --out before && git stash pop
    tenor check specs --against before`,
  }),
  "output-other-products": entry<{ out: string; products: string; known: string }>({
    severity: "error",
    message: (p) => `${p.out} has nothing of ${p.products}`,
    help: (p) => `compare with a build of the same products, or name the specs of those it has: ${p.known}`,
    page: `An edit is compared product by product. Of a product that the build does not have, nothing could be said to be new; \`tenor check --regime …\` says what it falls short
of by itself. Products of the build that are not among the specs given are named and not looked at.`,
  }),
  "output-without-rules": entry<{ out: string; products: string }>({
    severity: "error",
    message: (p) => `${p.out} does not say which rules ${p.products} met`,
    help: () => "build into it again without `--only`, or with `rules` among its names",
    page: `\`rules.json\` of a product says of every compliance rule whether the contract met it when it was built. A build with \`--only\` may have left it out.

Wrong:

    tenor build specs --out out --only config

Right:

    tenor build specs --out out --only config,rules`,
  }),
};
