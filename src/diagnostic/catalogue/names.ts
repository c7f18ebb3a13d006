import { entry } from "../entry.ts";

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
    help: (p) => `name ${p.wanted}`,
    page: `Each place that takes a name takes names of certain kinds: \`venue:\` a venue, \`underlying:\` an index, \`on\` of a dates
block a calendar. The message shows what the name is and where it was declared.

Wrong:

    underlying: ALPHA              // an organisation

Right:

    underlying: H100_RENTAL        // an index
`,
  }),
  "name-not-imported": entry<{ name: string; path: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is declared in ${p.path}, which this file does not import`,
    help: (p) => `add an import of ${p.path} at the head of this file`,
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
    message: (p) => `this import leads back to ${p.path}, which is still being read`,
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
};
