import { entry } from "../entry.ts";

/** What `tenor verify` finds, and what keeps evidence from being written. */
export const verifyEntries = {
  "artifact-differs": entry<{ file: string; problem: string }>({
    severity: "error",
    message: (p) => `${p.file} is not as the build left it: ${p.problem}`,
    help: () => "build the specs again into this folder, and load nothing of it until then",
    page: `\`manifest.json\` holds the SHA-256 of every file that a build wrote. A file with another hash was changed by hand or damaged, a file that is
missing was taken away, and a file that the manifest does not list was put there by somebody else. An engine, a calculator or a filing of such
a folder is no longer what the specs say.`,
  }),
  "source-differs": entry<{ path: string; problem: string }>({
    severity: "error",
    message: (p) => `the build was made of another ${p.path}: ${p.problem}`,
    help: () => "bring back the sources of the build, or build again from these",
    page: `\`manifest.json\` holds the SHA-256 of every source that was read, the shipped library among them. A build can only be made again, and
compared, from the same sources. Sources of an earlier version are in your version control; the library belongs to the version of Tenor that
the manifest names.`,
  }),
  "rebuild-differs": entry<{ file: string; problem: string }>({
    severity: "error",
    message: (p) => `the same sources give another ${p.file}: ${p.problem}`,
    help: () =>
      "verify with the version of Tenor that the manifest names; if it is the same, do not use the folder and report it",
    page: `The same sources and the same compiler give the same bytes on any machine. Where the hashes differ, either another version of Tenor made the
folder, or both the file and its hash in the manifest were changed after the build.`,
  }),
  "evidence-differs": entry<{ what: string; problem: string }>({
    severity: "error",
    message: (p) => `the evidence does not hold: ${p.what} ${p.problem}`,
    help: () =>
      "give the files of that day as they were; if they are, the evidence was changed or another build settled the day",
    page: `The evidence of a settled day holds the hash of the build and of every file it was settled from, and every step of every price. \`tenor verify
DIR --evidence FILE --book F --market F\` compares the hashes, settles the day again with the calculators of the build, and compares all of it.`,
  }),
  "ledger-chain-differs": entry<{ file: string; batch: string; problem: string }>({
    severity: "error",
    message: (p) => `${p.file} was changed: batch ${p.batch} ${p.problem}`,
    help: () =>
      "bring back the ledger from a copy that holds; what its files give can be booked anew, under the same names",
    page: `The name of a batch is the hash of its day, its build, its files and the batch that it stands on, so that names chain, and the amounts of every batch add
up to zero. Nothing in a ledger is ever changed by a run: what does not hold was changed by somebody else.`,
  }),
  "ledger-row-differs": entry<{ file: string; table: string; row: string; problem: string }>({
    severity: "error",
    message: (p) => `${p.file} is not what its files give: \`${p.table}\` ${p.row}: ${p.problem}`,
    help: () =>
      "this row was changed after it was booked, or the files are not those of that day: compare their hashes with the batch",
    page: `\`tenor verify DIR --ledger L --date D --book F --market F\` settles a booked day again, from its own build and files and on what the ledger held before it, and
compares every row that was booked: amounts, prices, prints, breaches, the summary and the evidence.`,
  }),
  "evidence-kept": entry<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} is there already and holds something else; evidence is never written over`,
    help: () => "name another file, or move this one away first",
    page: `Evidence says how money came to be paid. A run that comes to the same writes the same bytes, and nothing changes; a run that comes to
something else must not replace what was there.`,
  }),
};
