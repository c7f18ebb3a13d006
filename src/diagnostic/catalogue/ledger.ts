import { entry } from "../entry.ts";

/** What can be wrong with tables of a settlement day, and with booking it in a ledger. */
export const ledgerEntries = {
  "usage-engine-missing": entry<{ package: string; install: string }>({
    severity: "error",
    message: (p) => `this run needs ${p.package} installed, and here it is not`,
    help: (p) => `install it beside Tenor: \`npm install ${p.install}\``,
    page: `\`tenor settle --ledger\` reads Parquet, CSV and NDJSON and keeps its ledger in an embedded database, which runs inside the process. It is a package
of its own, 70 MB large and made for each kind of machine, so that nobody installs it who does not settle books.

    npm install @duckdb/node-api

With \`--engine postgres://…\` the day is settled on a server, and its driver is wanted too: \`npm install pg pg-copy-streams\`.`,
  }),
  "usage-ledger": entry<{ option: string; why: string }>({
    severity: "error",
    message: (p) => `\`${p.option}\` ${p.why}`,
    help: () => "`tenor settle --help` says which options go together",
    page: `Some options of \`tenor settle\` are about a ledger, and say nothing without one. \`--product\` has no meaning with a ledger: a ledger
follows products, and settles all of them.`,
  }),
  "table-unreadable": entry<{ reason: string }>({
    severity: "error",
    message: (p) => `this table cannot be read: ${p.reason}`,
    help: () => "bring the whole file once more from where it was made",
    page: `A table is a Parquet file, a CSV file with a line of names on top, or a file with one JSON object a line (NDJSON); its ending says which:
\`.parquet\`, \`.csv\`, \`.ndjson\`, \`.jsonl\`. This one is cut off or damaged, or is something else. Nothing was booked.`,
  }),
  "table-column-missing": entry<{ column: string; what: string }>({
    severity: "error",
    message: (p) => `the ${p.what} has no column \`${p.column}\``,
    help: () => "add it, as the schema of the rows says",
    page: `The columns of books, markets and lists of accounts are published as JSON Schemas of one row: \`book-row\`, \`market-row\`, \`account-row\`. A column that
rows must have is not in this file.`,
  }),
  "table-column-unknown": entry<{ column: string; what: string; known: string }>({
    severity: "error",
    message: (p) => `the ${p.what} has a column \`${p.column}\`, which nothing reads: ${p.known}`,
    help: () => "leave the column out, or correct its name",
    page: `A column that nothing reads may be one that was meant to be read, with a slip in its name. It is refused, for no row would miss it.`,
  }),
  "table-column-type": entry<{ column: string; found: string; wanted: string }>({
    severity: "error",
    message: (p) => `the column \`${p.column}\` holds ${p.found}, where it has to hold ${p.wanted}`,
    help: () => "write the column as the schema says: money and prices as decimals or text, never as binary fractions",
    page: `Whole contracts are whole numbers. Prices and sizes are exact decimals, or text that is one. A binary fraction (\`FLOAT\`, \`DOUBLE\`) is no exact
number: 2.4315 is none of them, and what was meant cannot be known.

Wrong: a column \`price\` of type DOUBLE. Right: DECIMAL(18,4), or VARCHAR.`,
  }),
  "row-malformed": entry<{ column: string; found: string; wanted: string }>({
    severity: "error",
    message: (p) => `\`${p.column}\` is ${p.found}, and ${p.wanted} is wanted`,
    help: () => "correct the row",
    page: `A row has a value that its column cannot have: a text that is empty, lots that are not whole, a month that is none. All rows at fault are looked for, the
first hundred are shown, and nothing is booked.`,
  }),
  "row-other-day": entry<{ found: string; wanted: string }>({
    severity: "error",
    message: (p) => `this row is of ${p.found}, and ${p.wanted} is settled`,
    help: () => "give the file of the day that is settled",
    page: `Every row of a book says of which trade date it is. A row of another day means that the wrong file was given, or that two were mixed.`,
  }),
  "account-unknown": entry<{ account: string }>({
    severity: "error",
    message: (p) => `the account ${p.account} is not among the accounts`,
    help: () => "correct the account, or add it to the file of `--accounts`",
    page: `With \`--accounts FILE\` every position has to be of an account in that file. Money is never booked to an account that nobody opened.`,
  }),
  "account-twice": entry<{ account: string; first: string }>({
    severity: "error",
    message: (p) => `the account ${p.account} stands in row ${p.first} already`,
    help: () => "leave one of the two rows out",
    page: `A list of accounts has each account once, with its one owner. Which of two rows was meant cannot be known.`,
  }),
  "rows-at-fault": entry<{ count: string; shown: string }>({
    severity: "error",
    message: (p) => `${p.count} rows are at fault, of which ${p.shown} are shown`,
    help: () => "correct them all, and run the day again: nothing was booked",
    page: `A book is booked whole or not at all. All its rows are looked at; the first hundred that are at fault are shown with what is wrong, and all are counted by
what is wrong with them.`,
  }),
  "book-unbalanced": entry<{ product: string; month: string; net: string }>({
    severity: "error",
    message: (p) => `${p.product} ${p.month} does not balance: long less short is ${p.net} lots`,
    help: () => "find the positions that are missing or too many; a ledger has no account for what is left over",
    page: `For every lot long there is one short. Where they differ, what is paid and what is received differ too, and the difference would belong to nobody. A
ledger has no suspense account: nothing is booked.`,
  }),
  "ledger-file-busy": entry<{ file: string }>({
    severity: "error",
    message: (p) => `${p.file} is in use by another run`,
    help: () => "wait for the other run to end, then run this one again: nothing was booked by this one",
    page: `One run at a time writes to a ledger. The other one goes on undisturbed; what it books is there when it ends, whole or not at all.`,
  }),
  "ledger-file-unreadable": entry<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.file} cannot be opened as a ledger: ${p.reason}`,
    help: () =>
      "restore the file with the one beside it whose name ends in `.wal`, if there is one, from the last copy",
    page: `The file is cut off or damaged, or is no ledger of Tenor. It was not changed. Days can be booked anew from their files: the same inputs give the same
batches, with the same names.`,
  }),
  "ledger-file-failed": entry<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `nothing could be booked in ${p.file}: ${p.reason}`,
    help: () => "mend the cause and run the day again; the ledger is as it was before",
    page: `Booking stopped in the middle: the disk is full, a quota is used up or the disk has a fault. A day is booked in one transaction, and this one was taken
back: the ledger is as it was.`,
  }),
  "ledger-server-refused": entry<{ schema: string; reason: string }>({
    severity: "error",
    message: (p) => `the schema ${p.schema} of this server cannot be opened as a ledger: ${p.reason}`,
    help: () => "ask whoever runs the server for an address, a name and rights that make a schema and tables in it",
    page: `\`--engine postgres://NAME@SERVER/DATABASE\` settles a day on a server, and \`--ledger SCHEMA\` is then a schema of that database. The server has to be
PostgreSQL 14 or later and the database has to be encoded in UTF8. A password stands in the variable \`PGPASSWORD\` or in the driver's file of passwords, not in the command, where others
see it. Nothing was booked.`,
  }),
  "ledger-commit-unknown": entry<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `the server of ${p.file} was gone while the day was being committed: ${p.reason}`,
    help: () => "run the same day again: it says whether the day is booked already, or books it",
    page: `A day is one transaction. The server was told to commit it and was gone before it answered, so that the day is booked whole or not at all, and this run cannot
know which. The same inputs make the same batch: the next run finds it or books it, and never books it twice.`,
  }),
  "ledger-day-booked": entry<{ date: string; batch: string; what: string }>({
    severity: "error",
    message: (p) => `${p.date} is booked already as ${p.batch}, from other inputs: ${p.what}`,
    help: () => "where the first inputs were wrong, book the difference with `--correct WHY`",
    page: `A day is booked once. The same inputs again book nothing and say so. Other inputs for a day that is booked are either a mistake or a correction, and a
correction says why: \`--correct "offers of GAMMA came late"\`. It books what every account receives more or less than before, and what was booked before stays.`,
  }),
  "ledger-day-gap": entry<{ product: string; wanted: string; found: string }>({
    severity: "error",
    message: (p) => `the ledger waits for ${p.wanted} of ${p.product}, and this is ${p.found}`,
    help: (p) => `settle ${p.wanted} first`,
    page: `Days are booked in their order, none is left out: what an account receives is the way of the price from the settlement before. Where a day was no trade
date after all, a build whose sessions say so, as of that day or before, lets the ledger go on.`,
  }),
  "ledger-day-past": entry<{ date: string; last: string }>({
    severity: "error",
    message: (p) => `${p.date} was never booked, and the ledger has gone on to ${p.last}`,
    help: () => "a ledger begins with its first day; days before it belong to another ledger",
    page: `Days are booked in their order. A day before the last one that was not booked then cannot be put in between.`,
  }),
  "ledger-day-stale": entry<{ date: string; before: string }>({
    severity: "error",
    message: (p) => `${p.date} was booked on settlements of ${p.before} that have been corrected since`,
    help: (p) => `book the difference for ${p.date} first: \`tenor settle … --date ${p.date} --correct WHY\``,
    page: `What a day pays is the way from the settlement before. When a day is corrected, the days after it stand on prices that are no longer in force, and each is
corrected in turn, with the files it was first booked from. Until then no further day is booked.`,
  }),
  "ledger-product-missing": entry<{ product: string }>({
    severity: "error",
    message: (p) => `the ledger follows ${p.product}, and this build does not have it`,
    help: () => "settle with a build that has it",
    page: `A ledger goes on with every product it has begun, until its months have ended. A day without one of them would leave its accounts unpaid.`,
  }),
  "ledger-differs": entry<{ what: string; ledger: string; file: string }>({
    severity: "error",
    message: (p) => `${p.what} is ${p.ledger} in the ledger, and ${p.file} in the file`,
    help: () => "leave it out of the file: the settlements before come from the ledger alone",
    page: `Prior settlements and prints come from the ledger. A market file may state them only to open a ledger that has none; where it states what the ledger has,
it must be the same.`,
  }),
  "correction-of-nothing": entry<{ date: string }>({
    severity: "error",
    message: (p) => `${p.date} is not booked, so that there is nothing to correct`,
    help: () => "leave `--correct` out to book the day",
    page: `A correction books the difference to what was booked. The first booking of a day is none.`,
  }),
};
