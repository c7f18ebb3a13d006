import { entry } from "../entry.ts";
import { didYouMean, suggest } from "../suggest.ts";

export const nameEntries = {
  "name-unknown": entry<{ name: string; wanted: string }>({
    severity: "error",
    message: (p) => `there is no ${p.wanted} named \`${p.name}\``,
    help: (p) => `declare \`${p.name}\`, or import the file that does`,
    page: `A name in a spec means a declaration: of the same file, or of a file it imports itself. Imports are not passed on,
and only the units of \`std/units.tenor\` are there without an import.

Wrong, where no calendar of that name is declared:

    dates on US_EXCHNAGE { … }

Right:

    import "std/calendars/us.tenor"
    dates on US_EXCHANGE { … }
`,
  }),
  "name-of-another-kind": entry<{ name: string; is: string; wanted: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is ${p.is}, and only ${p.wanted} can stand here`,
    help: (p) =>
      p.is === "an index" && p.wanted === "a future"
        ? `name a future that settles to ${p.name}: an option that ends with it and is paid in cash is one on ${p.name} (\`tenor new option … --index ${p.name}\`)`
        : `name ${p.wanted}`,
    page: `Each place that takes a name takes names of certain kinds: \`venue:\` a venue, \`underlying:\` an index, \`on\` of a dates
block a calendar. The message shows what the name is and where it was declared.

Wrong:

    underlying: ALPHA              // an organisation

Right:

    underlying: H100_RENTAL        // an index
`,
  }),
  "name-not-imported": entry<{ name: string; path: string; target: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is declared in ${p.path}, which this file does not import`,
    help: (p) => `write \`import "${p.target}"\` at the head of this file`,
    page: `Imports are not passed on: a file that uses a name imports the file that declares it. So a reader finds every name's home at
the head of the file in hand, and moving an import elsewhere never breaks a third file.

Wrong:

    import "gph.tenor"

    future MGPH … from GPH { venue: XDEX }        // XDEX is declared in venue.tenor

Right:

    import "gph.tenor"
    import "venue.tenor"

    future MGPH … from GPH { venue: XDEX }
`,
  }),
  "name-declared-twice": entry<{ name: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is declared twice in this file`,
    help: () => "rename one of the two",
    page: `A name means one thing. Where two declarations share a name, a reader could not tell which of them a term is about.

Wrong:

    source STUDY "How accelerators are rented" { … }
    source STUDY "How accelerators are rented, second edition" { … }

Right:

    source STUDY "How accelerators are rented" { … }
    source STUDY-2 "How accelerators are rented, second edition" { … }
`,
  }),
  "name-in-two-files": entry<{ name: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is declared in ${p.first} and again in ${p.second}`,
    help: () => "rename one of the two",
    page: `A name means one thing in everything that is compiled together: outputs are named by it, and no reader has to ask which file is
meant. The shipped units are part of every compile, so their names are taken too.

Wrong:

    import "supply.tenor"                  // declares SUPPLY
    source SUPPLY "Our own count" { … }

Right:

    import "supply.tenor"
    source OWN-SUPPLY "Our own count" { … }
`,
  }),
  "import-cycle": entry<{ path: string }>({
    severity: "error",
    message: (p) => `this import leads back to ${p.path}, which imports this file in its turn`,
    help: () => "move what both files need into a third file and import that",
    page: `Files may not import one another in a circle: what a contract says must not depend on which of its files is read first. The
evidence line shows the whole circle.

Wrong:

    // venue.tenor
    import "gph.tenor"

    // gph.tenor
    import "venue.tenor"

Right:

    // gph.tenor, and venue.tenor imports nothing of it
    import "venue.tenor"
`,
  }),
  "import-unused": entry<{ path: string; declares: number }>({
    severity: "warning",
    message: (p) =>
      p.declares === 0
        ? `${p.path} declares nothing to import`
        : `nothing that ${p.path} declares is used in this file`,
    help: () => "leave out the import",
    page: `An import says where the names of a file come from. One that no name needs sends its reader to a file that has nothing to do with the
contract, and ties the contract to it: a change there would be a change of what the contract was compiled with.

Prose uses a source by citing it as \`[KEY]\`; a name in a \`//\` comment is no use of it.

Wrong:

    import "std/calendars/england.tenor"        // no date here is counted on a calendar of England
    import "std/calendars/us.tenor"

    calendar DESK "Days on which the desk works" from US_EXCHANGE { weekend: Sat, Sun }

Right:

    import "std/calendars/us.tenor"

    calendar DESK "Days on which the desk works" from US_EXCHANGE { weekend: Sat, Sun }
`,
  }),
  "import-twice": entry<{ path: string }>({
    severity: "warning",
    message: (p) => `${p.path} is imported twice`,
    help: () => "leave out the second import",
    page: `One import brings all the names of a file.

Wrong:

    import "venue.tenor"
    import "venue.tenor"

Right:

    import "venue.tenor"
`,
  }),
  "declaration-unused": entry<{ name: string; is: string }>({
    severity: "warning",
    message: (p) => `\`${p.name}\` is ${p.is} that nothing uses`,
    help: () => "use it, leave it out, or move it to a file that others import",
    page: `A file that declares a product, an amendment or a filing is the file of a contract: whatever else stands in it is there for that
contract. A source nobody cites or a calendar no date is counted on is left from an earlier draft, or the place that should name it names
another.

A file without a product is a library, such as the venue's or the sources': what it declares waits for the files that import it, and is never
warned of. An index is an output itself.

Wrong:

    source STUDY "How accelerators are rented" { … }
    future GPH "H100 GPU-Hour Futures" { … }               // cites no [STUDY]

Right:

    source STUDY "How accelerators are rented" { … }

    /// Capacity is sold months ahead [STUDY].
    future GPH "H100 GPU-Hour Futures" { … }
`,
  }),
  "step-unused": entry<{ name: string; what: string }>({
    severity: "warning",
    message: (p) => `nothing reads the step \`${p.name}\``,
    help: (p) => `use \`${p.name}\` in a formula, or leave out its \`${p.what}\``,
    page: `A step is a part of a formula with a name. One that no formula reads changes nothing: either it is left from an earlier draft, or the
formula that should read it reads something else.

Wrong:

    let carry = 1 + 5% * 30 / 360
    price: H100_RENTAL

Right:

    let carry = 1 + 5% * 30 / 360
    price: H100_RENTAL * carry
`,
  }),
  "name-hidden": entry<{ name: string; means: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` already means ${p.means}`,
    help: () => "give it a name of its own",
    page: `A step, and a day of a \`dates\` block, is read by its name. If the name already means a declaration the file sees, a unit, a field of the
blocks around it or a step of one of them, a reader of the formula could take it for the other; so each has a name of its own.

Wrong:

    let size = 2 * previous settlement          // size is how much one contract is

Right:

    let doubled = 2 * previous settlement
`,
  }),
  "rule-known": entry<{ rule: string; body: string; known: string }>({
    severity: "error",
    message: (p) => `${p.rule} is leaned on here, and ${p.body} does not declare it`,
    help: (p) => {
      const near = didYouMean(suggest(p.rule, p.known.split(", "), 1));
      return `add ${p.rule} to the \`rules\` of ${p.body}, or name the rule that is meant${near === undefined ? "" : `: ${near}`}`;
    },
    page: `Core Principle 2: the rules a contract refers to exist. A venue that declares its rules declares all those its products and indices
name, each with what it is about; a venue without a block \`rules\` is not asked.

Wrong:

    venue XDEX … { rules { "Rule 519": "Order book and matching" } }
    future GPH … { orders { matching: price-time, under "Rule 591" } }

Right:

    future GPH … { orders { matching: price-time, under "Rule 519" } }
`,
  }),
};
