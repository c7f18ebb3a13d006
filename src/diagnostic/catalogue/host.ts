import { entry } from "../entry.ts";

/** What can go wrong between Tenor and the folders it reads from and writes to. */
export const hostEntries = {
  "file-missing": entry<{ path: string }>({
    severity: "error",
    message: (p) => `there is no file ${p.path}`,
    help: () => "check the spelling, and that the path starts from the folder of the file that names it",
    page: `A file that a spec imports, or that you named on the command line, is not where it was looked for.

A path in an \`import\` starts from the folder of the file in which it is written, not from the folder you happen to work in.
\`std/…\` is the library that ships with Tenor.

Wrong, in \`specs/gpu/h100.tenor\`, when the index lies in \`specs/indices\`:

    import "indices/h100-rental.tenor"

Right:

    import "../indices/h100-rental.tenor"`,
  }),
  "file-is-folder": entry<{ path: string }>({
    severity: "error",
    message: (p) => `${p.path} is a folder, and one file is wanted here`,
    help: () => "name the file in it that you mean",
    page: `An import names one file. Folders are not imported, so that a reader of the spec sees which texts it rests on, and
a file added to a folder later cannot change what an older contract means.

Wrong:

    import "../indices"

Right:

    import "../indices/h100-rental.tenor"

On the command line a folder is welcome: \`tenor check specs\` checks every spec in it.`,
  }),
  "file-unreadable": entry<{ path: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.path} cannot be read: ${p.reason}`,
    help: () => "make the file readable for your account, then run the command again",
    page: `The file is there, but the operating system does not hand out its content. Mostly the file belongs to somebody else, or
the disk it lies on has a fault. Tenor reads ordinary files only: no pipes, no devices.

On Linux and macOS \`ls -l FILE\` shows whose the file is, and \`chmod u+r FILE\` makes your own file readable.`,
  }),
  "file-not-text": entry<{ path: string; byte: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.path} is not text in UTF-8: at byte ${p.byte}, ${p.reason}`,
    help: () => "open the file in a text editor and save it with the encoding UTF-8",
    page: `Specs are plain text in the encoding UTF-8, the usual one today. This file holds bytes that are not. They are not guessed at
or left out: a changed letter in a rule that goes to a regulator would go unnoticed.

The usual causes are a file saved by an older editor as "Windows 1252", "Latin-1" or "UTF-16" ("Unicode"), or a file that is no
text at all, such as a spreadsheet or a PDF. Most editors have *Save with encoding*; choose UTF-8. A byte order mark at the start
of the file does no harm.`,
  }),
  "file-too-large": entry<{ path: string; size: string; limit: string }>({
    severity: "error",
    message: (p) => `${p.path} has ${p.size} bytes, and a spec has at most ${p.limit}`,
    help: () => "check that this is the file you meant; data belongs in a file that a `source` names",
    page: `The longest contract specifications have some ten thousand lines, well below one megabyte. A file beyond the limit is
nearly always a different file: a data file, an archive, the output of a program. It is refused before it is read.

If a spec holds long tables, such as settlement schedules, put them in a data file and declare it:

    source SCHEDULE "Delivery schedule" {
      file: "schedule.csv"
    }`,
  }),
  "file-outside-root": entry<{ path: string }>({
    severity: "error",
    message: (p) => `${p.path} lies outside the folder Tenor works in`,
    help: () => "run tenor in a folder that holds all the specs you want to use together",
    page: `Tenor reads specs only from the folder it is run in and from what lies below, and from the library it ships with. So a spec can
be handed to somebody else together with everything it rests on, and a spec from a stranger cannot read your other files.

A link (a symbolic link) inside the folder that points out of it is refused for the same reason.`,
  }),
  "file-not-replaced": entry<{ path: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.path} could not be rewritten: ${p.reason}`,
    help: () => "mend the cause and run the command again; the file is as it was",
    page: `\`tenor format\` writes the new text to a file of its own beside the old one, and when it is safely on the disk puts it in the old
one's place in one step. Here that did not succeed: the disk is full or mounted for reading only, or the folder belongs to
another account. The file was not touched.`,
  }),
  "no-specs": entry<{ path: string }>({
    severity: "error",
    message: (p) => `there is no \`.tenor\` file in ${p.path === "." ? "this folder" : p.path}`,
    help: () => "name a spec, or a folder that has one",
    page: `A folder on the command line stands for every \`.tenor\` file in it and below. This one has none, so there would be nothing to
check and everything would look well.
`,
  }),
  "import-absolute": entry<{ target: string }>({
    severity: "error",
    message: (p) => `"${p.target}" means a place on one machine, and a spec must read the same on every machine`,
    help: () => 'write the path from the folder of this file, such as "../venue.tenor"',
    page: `An import is a path from the folder of the file in which it is written. Paths that start at the top of a disk, at somebody's
home folder, at a drive letter or with a web address are refused: the next reader's machine has no such place, or has another file there.

Wrong:

    import "/home/ada/specs/venue.tenor"
    import "C:/specs/venue.tenor"
    import "https://example.org/venue.tenor"

Right:

    import "../venue.tenor"`,
  }),
  "import-outside-root": entry<{ target: string; importer: string }>({
    severity: "error",
    message: (p) => `"${p.target}" leads out of the folder that ${p.importer} belongs to`,
    help: () => "move the file into the folder of your specs, or run tenor one folder further up",
    page: `Imports stay inside the folder that Tenor was run in, its root. A path that climbs out of it with \`..\`, or that goes through a link which
points elsewhere, is refused, so that a spec carries along everything it rests on and cannot read what is not its own.
Files of the shipped library (\`std/…\`) import only from the library.

Wrong, in \`specs/venue.tenor\` when Tenor runs in \`specs\`:

    import "../../shared/holidays.tenor"

Right: copy or move the file below \`specs\`, and then

    import "shared/holidays.tenor"`,
  }),
  "import-bad-path": entry<{ target: string; reason: string }>({
    severity: "error",
    message: (p) => `"${p.target}" cannot be the path of a file: it ${p.reason}`,
    help: () => 'write a plain path with `/` between folders, such as "../indices/h100-rental.tenor"',
    page: `A path in a spec is read on Windows, macOS and Linux alike. It consists of visible characters, has \`/\` between its folders and ends in the
name of one file. The folder name \`std\` at the start is reserved for the shipped library.

Wrong:

    import "..\\\\indices\\\\h100-rental.tenor"
    import "indices/"
    import ""

Right:

    import "../indices/h100-rental.tenor"`,
  }),
  "output-not-ours": entry<{ out: string; found: string }>({
    severity: "error",
    message: (p) => `${p.out} is ${p.found}, which Tenor did not make, so it is left as it is`,
    help: () => "name a folder that does not exist yet, or move this one away first",
    page: `\`tenor build --out DIR\` replaces everything in DIR at once. It therefore takes only a name that is free, an empty folder, or a DIR that an earlier
build made; it never mixes its files with yours, and it never deletes what it did not write.

A DIR made by Tenor is a link to a folder that holds one whole build. If you copied such a DIR with its files, the copy is
an ordinary folder, and building into it is refused as well: delete it, or choose another name.`,
  }),
  "output-not-writable": entry<{ out: string; reason: string }>({
    severity: "error",
    message: (p) => `nothing can be written to ${p.out}: ${p.reason}`,
    help: () => "choose an output folder in a place where you may write; what was there is unchanged",
    page: `The output folder, or the folder it is to be made in, cannot be written to: it belongs to another account, lies on a disk mounted for
reading only, or part of its path is a file.

Nothing was changed. An earlier build in that place is whole and still the one in force.`,
  }),
  "output-failed": entry<{ out: string; file: string; reason: string }>({
    severity: "error",
    message: (p) => `the build could not be written to ${p.out}: ${p.reason} (at ${p.file})`,
    help: () => "mend the cause and build again; what was there before is unchanged",
    page: `Writing stopped in the middle, because the disk is full, a quota is used up or the disk has a fault.

A build is written to a fresh folder first, and only when every file is safely on the disk does the output folder change to it, in one step. So
the earlier build is whole and still the one in force, and no half of the new one is to be seen. What was left lying is cleared away
by the next build.`,
  }),
  "output-names-collide": entry<{ out: string; first: string; second: string }>({
    severity: "error",
    message: (p) => `${p.first} and ${p.second} would be one file in ${p.out}`,
    help: () => "give one of the two a name that differs in more than capital letters",
    page: `Two outputs have names that only some disks can tell apart: on Windows and macOS \`GPH\` and \`Gph\` are the same name. The
output of a build is the same on every machine, so the names must differ in more than capital letters, and a file must not have
the name of a folder. The names come from the names of your products; rename one of them.`,
  }),
  "lock-differs": entry<{ path: string }>({
    severity: "error",
    message: (p) => `${p.path} is not the text that tenor.lock holds`,
    help: (p) =>
      `bring back the ${p.path} that was locked, or read what has changed in it and take it over with \`tenor lock --update\``,
    page: `\`tenor.lock\` holds the hash of every file that the contracts beside it import: calendars and units of the library, files of packages, and
one's own. A filed contract goes on meaning what was filed: when one of these texts changes, by an edit or with a new version of the compiler, the
compile stops here instead of giving other dates or terms without a word.

The evidence shows both hashes. \`tenor check\` on a copy without the lock, or \`tenor diff\`, shows what the change means for the contracts; then
\`tenor lock --update\` takes it over, and the lock's own change shows in the history of the specs.
`,
  }),
  "lock-incomplete": entry<{ count: number }>({
    severity: "warning",
    message: (p) =>
      p.count === 1
        ? "one file that contracts are compiled with is not locked"
        : `${p.count} files that contracts are compiled with are not locked`,
    help: () => "add them with `tenor lock`",
    page: `A lock holds a contract to the texts it was compiled with. A file that was imported after the lock was written can change unnoticed until
\`tenor lock\` adds it, which changes nothing else in the lock.
`,
  }),
  "lock-unreadable": entry<{ why: string }>({
    severity: "error",
    message: (p) => `this line of tenor.lock cannot be read: ${p.why}`,
    help: () => "bring the file back from the history of the specs, or write it anew with `tenor lock --update`",
    page: `A lock has a line for each file: 64 hexadecimal digits, two spaces and the path, as \`sha256sum\` writes them. Lines that begin with \`#\` say
nothing. It is written by \`tenor lock\` and not by hand; two lines for one file, or the marks of an unfinished merge, are refused, because no one could tell
which text is meant.
`,
  }),
  "usage-package": entry<{ text: string; why: string }>({
    severity: "error",
    message: (p) => `\`--package ${p.text}\` names no package: ${p.why}`,
    help: () => "write `--package NAME=DIR`, with a name of lower-case letters, digits and `-`",
    page: `A package is a folder of an exchange's own: \`.tenor\` files that its specs share, and templates of filings. The command line gives it a name, and
specs import it by that name, so that no spec names a folder of one machine.

Wrong:

    tenor check --package ../house-rules

Right:

    tenor check --package house=../house-rules

and in a spec:

    import "house/profiles.tenor"
`,
  }),
  "usage-date": entry<{ option: string; text: string }>({
    severity: "error",
    message: (p) => `\`${p.option}\` takes a day as YYYY-MM-DD, and \`${p.text}\` is none`,
    help: () => "write a real day, such as 2027-01-11",
    page: `Dates on the command line are written as in a spec: year, month, day, with two hyphens, and they exist in the calendar.
`,
  }),
  "usage-span": entry<{ option: string }>({
    severity: "error",
    message: (p) => `\`${p.option}\` needs two days, \`--from\` and a later \`--to\``,
    help: () => "write both, such as `--from 2027-01-29 --to 2027-03-01`",
    page: `What changes is told between two days: what is listed on the second and was not on the first, what was and is no more, and what came and
went between them. The second day lies behind the first.
`,
  }),
  "usage-instant": entry<{ text: string }>({
    severity: "error",
    message: (p) => `\`--at\` takes an instant with its offset, and \`${p.text}\` is none`,
    help: () => "write one such as `2027-03-26T18:30-05:00` or `2027-03-26T23:30:00Z`",
    page: `A trade date is asked for at an instant: a day, a time and how far its clock is from UTC. A time without an offset is another instant in
every zone.
`,
  }),
  "usage-at-reference": entry<{ name: string }>({
    severity: "error",
    message: (p) => `${p.name} restates dates and has no sessions, so that no instant has a trade date`,
    help: () => "ask for its dates, or name a product with `sessions`",
    page: `\`tenor calendar --at\` tells which trade date an instant belongs to, by the sessions of a product. A reference restates another exchange's dates
and says nothing of its sessions.
`,
  }),
  "usage-listing-missing": entry<{ name: string }>({
    severity: "error",
    message: (p) => `${p.name} restates dates and lists nothing, so that nothing of it is listed or delisted`,
    help: () => "ask for its dates, or name a product with a `listing`",
    page: `\`tenor calendar --changes\` tells which contracts of a product become listed and which cease to be. A reference restates another exchange's dates
and says nothing of its listing.
`,
  }),
  "usage-output-unknown": entry<{ name: string; known: string }>({
    severity: "error",
    message: (p) => `there is no output \`${p.name}\`: ${p.known}`,
    help: () => "name outputs of the list, with commas between them",
    page: `\`--only\` restricts a build to some outputs. Without it every output of every contract is written.
`,
  }),
  "usage-target-unknown": entry<{ name: string; known: string }>({
    severity: "error",
    message: (p) => `calculators are not printed in \`${p.name}\`: ${p.known}`,
    help: () => "name languages of the list, with commas between them",
    page: `\`--target\` restricts the calculators of a build to some languages. Without it every calculator is written in all of them, but for
what a language does not offer: \`calculator/interface.json\` says what that is.
`,
  }),
  "usage-port": entry<{ text: string }>({
    severity: "error",
    message: (p) => `\`${p.text}\` is no port: a whole number from 0 to 65535`,
    help: () => "leave `--port` out, and a free port is taken",
    page: `\`tenor play\` listens on a port of this machine: a whole number up to 65535. Without \`--port\` a free one is taken, and the
address is printed.`,
  }),
  "usage-port-taken": entry<{ port: string; why: string }>({
    severity: "error",
    message: (p) => `port ${p.port} cannot be listened on: ${p.why}`,
    help: () => "name another port, or leave `--port` out, and a free one is taken",
    page: `Another program listens on the port that was named, or the system keeps it for programs with more rights, as it does with those
below 1024. Without \`--port\` a free one is taken.`,
  }),
  "usage-playground-missing": entry<Record<string, never>>({
    severity: "error",
    message: () => "the page of the playground has not been built here",
    help: () => "run `npm run build` once in this checkout",
    page: `The playground is a page with the compiler in it. A package has it; in a checkout \`npm run build\` makes it, in
\`dist/playground\`.`,
  }),
  "usage-new-kind": entry<{ kind: string; known: string }>({
    severity: "error",
    message: (p) => `\`tenor new\` begins no \`${p.kind}\`: ${p.known}`,
    help: () => "name one of the list, such as `tenor new future GPH`",
    page: `\`tenor new\` begins a contract, an index or a filing: it asks what it has to know, or takes it from options, and writes a first text that compiles.
`,
  }),
  "usage-answers-missing": entry<{ what: string; missing: string }>({
    severity: "error",
    message: (p) => `a new ${p.what} needs to know more: ${p.missing}`,
    help: (p) =>
      `say it with options, or run the same command in a terminal, which asks; for example \`${p.missing.split(", ")[0] ?? ""} …\``,
    page: `What has no customary value is asked for: the first trading day, the bounds of a bounded contract, the facts of a filing. In a terminal
\`tenor new\` asks; elsewhere every one of them is an option.
`,
  }),
  "usage-option-not-taken": entry<{ kind: string; option: string; why: string }>({
    severity: "error",
    message: (p) => `\`tenor new ${p.kind}\` does not take \`${p.option}\`: ${p.why}`,
    help: () => "leave it out; what it says can be written into the text that is begun",
    page: `Each kind of thing that \`tenor new\` begins asks what it has to know and nothing else. An option that belongs to another kind would be passed over, and the text would not say what
was asked for: it is refused, and nothing is written. So is an answer that another declaration gives otherwise, such as the price of an index that is there already.
`,
  }),
  "usage-name-taken": entry<{ name: string; path: string }>({
    severity: "error",
    message: (p) => `\`${p.name}\` is declared already, in ${p.path}`,
    help: () => "give what you begin another name",
    page: `A name means one thing in all specs of a folder: outputs are named by it.
`,
  }),
  "usage-product-unknown": entry<{ name: string; known: string }>({
    severity: "error",
    message: (p) => `these specs declare no product \`${p.name}\`: ${p.known}`,
    help: () => "name a product of the list, or the files that declare it",
    page: `A product is named as its spec declares it, in the same letters.
`,
  }),
};
