import { anyKey, block, type BlockSpec, now } from "./spec.ts";

const oneDay = {
  date: now("date", "The day.", { example: "2025-01-09" }),
  announced: now("date", "The day on which it became known.", { example: "2024-12-30" }),
  "announced-by": now(
    "date",
    "The day by which it was known, where the day of the announcement itself was not found.",
    { example: "2019-10-09" },
  ),
};

const organisation = {
  "legal-name": now("fact", "Its name in law."),
  registered: now("fact", "What it is registered as, and with whom."),
  mic: now("fact", "Its market identifier code, ISO 10383."),
  lei: now("fact", "Its legal entity identifier, ISO 17442."),
  role: now("fact", "What it does for the contracts that name it."),
  country: now("names", "Its country, ISO 3166.", { example: "US" }),
  address: now("fact", "Where its office is."),
  website: now("fact", "Its public address on the web."),
  rulebook: now("fact", "Where its rules are published."),
  contact: now("fact", "Whom to ask."),
  regulator: now("fact", "Who supervises it."),
};

/** Calendars, units, organisations and sources. */
export const commonBlocks: Readonly<Record<string, BlockSpec>> = {
  calendar: block(
    "Business days.",
    {
      weekend: now("names", "The weekdays that are never business days, or `none`.", { example: "Sat, Sun" }),
      without: now(
        "fact",
        "Holidays, closures and early closes of the calendar it is made from that it does not keep, by their names.",
        {
          example: '"Good Friday", "Columbus Day"',
        },
      ),
    },
    {
      heads: ["years", "from", "equals"],
      sections: {
        holidays: "holidays",
        closed: "closed",
        opened: "closed",
        moved: "moved",
        "early-closes": "early-closes",
      },
    },
  ),
  holidays: block(
    "The holidays of every year, by name.",
    {},
    {
      free: anyKey(
        "holiday",
        "yes",
        "The day of the holiday of that name, and what happens when it falls on a weekend.",
      ),
    },
  ),
  closed: block("A day that is closed, or opened, once.", oneDay, { heads: ["text"] }),
  moved: block(
    "A holiday kept on another day once.",
    {
      from: now("date", "The day that is open instead.", { example: "2020-05-04" }),
      to: now("date", "The day that is closed instead.", { example: "2020-05-08" }),
      announced: oneDay.announced,
      "announced-by": oneDay["announced-by"],
    },
    { heads: ["text"] },
  ),
  "early-closes": block(
    "Days that end early, in the zone of the head.",
    { close: now("moment", "When they end.", { example: "13:00" }) },
    { heads: ["zone"], free: anyKey("holiday", "yes", "The day of that name.") },
  ),
  unit: block("A unit of quantity.", {}, { heads: ["measures", "equals"] }),
  venue: block("An exchange.", organisation, { sections: { rules: "rules" } }),
  "clearing-house": block("A clearing house.", organisation, { sections: { rules: "rules" } }),
  organisation: block("A firm or body that a contract names.", organisation, { sections: { rules: "rules" } }),
  rules: block(
    "Its rules that contracts refer to.",
    {},
    { free: anyKey("text", "either", "What the rule of that name is about.") },
  ),
  source: block(
    "A document, data file or table that can be cited.",
    {
      title: now("fact", "Its title, where the head does not say."),
      author: now("fact", "Who wrote it."),
      publisher: now("fact", "Who published it."),
      date: now("date", "Its day.", { example: "2025-01-09" }),
      version: now("fact", "Its version."),
      where: now("fact", "Where to find it: an address, a provision, a page."),
      commit: now("fact", "The state of the repository it was taken from."),
      licence: now("fact", "On what terms it may be used."),
      file: now("fact", "The data file beside the spec."),
      sha256: now("fact", "The checksum of that file."),
    },
    { sections: { columns: "columns", figures: "figures" } },
  ),
  columns: block(
    "The columns of its file and what they hold.",
    {},
    {
      free: anyKey(
        "expr",
        "either",
        "What the column of that name holds: `month`, `date`, `number`, `text` or a unit.",
      ),
    },
  ),
  figures: block(
    "Figures it states, for use as `SOURCE.figure`.",
    {},
    { free: anyKey("expr", "no", "The figure of that name.") },
  ),
};
