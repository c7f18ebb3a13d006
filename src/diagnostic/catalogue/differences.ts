import { entry } from "../entry.ts";

/** What stands in the way of comparing two versions of contracts. */
export const differenceEntries = {
  "output-without-terms": entry<{ out: string }>({
    severity: "error",
    message: (p) => `${p.out} does not say the terms of any contract`,
    help: () => "build into it again without `--only`, or with `terms` among its names",
    page: `\`terms.json\` of a contract has every term by the field that states it, so that a later version can be compared with it. A build with \`--only\` may have left it out.

Wrong:

    tenor build specs --out out --only config

Right:

    tenor build specs --out out --only config,terms`,
  }),
  "usage-nothing-in-common": entry<{ before: string; after: string }>({
    severity: "error",
    message: (p) => `${p.before} and ${p.after} have no contract in common`,
    help: () => "name two versions of the same contract: specs, folders of specs, or builds",
    page: `Contracts are compared by their name, \`GPH\` with \`GPH\`. A contract that only one side has is no change of a contract: it is listed or delisted.

    tenor diff before/specs/gpu/gph.tenor specs/gpu/gph.tenor`,
  }),
  "usage-diff-days": entry<{ day: string }>({
    severity: "error",
    message: (p) => `${p.day} is a day, and nothing says of which specs`,
    help: () => "name the specs last: `tenor diff 2027-08-31 2027-09-01 specs/gpu/gph.tenor`",
    page: `A contract with amendments is another one from day to day. Two days compare the contract in force on each, from the specs that are named after them.

    tenor diff 2027-08-31 2027-09-01 specs/gpu/gph.tenor`,
  }),
  "usage-diff-files": entry<{ file: string }>({
    severity: "error",
    message: (p) => `two versions are compared, and ${p.file} is a third`,
    help: () => "name an older and a newer version; files after them are for days alone",
    page: `\`tenor diff OLD NEW\` compares two versions, each of which is a spec, a folder of specs or a build. Where a version is a day, the specs follow.

    tenor diff before/specs specs
    tenor diff 2027-08-31 2027-09-01 specs/gpu/gph.tenor`,
  }),
  "usage-diff-specs": entry<{ build: string }>({
    severity: "error",
    message: (p) => `the documents of a change are written from specs, and ${p.build} is a build`,
    help: () => "name the specs that the build was made of, or leave `--out` away",
    page: `A build holds the terms of its contracts, which is enough to say what differs. The chapter with its changes marked is written from both texts, so that both sides are specs or days.

    tenor diff before/specs specs --out changes`,
  }),
  "usage-route": entry<{ found: string; known: string }>({
    severity: "error",
    message: (p) => `there is no route \`${p.found}\`: ${p.known}`,
    help: () => "leave `--route` away for what the changes themselves ask for",
    page: `Without \`--route\` a change is filed as its class asks: certified, told in the weekly notification, or not at all. A person may ask for approval instead, 17 CFR 40.5, or act in an
emergency, 40.6(a)(6): then the days are counted as those provisions say.

    tenor diff before/specs specs --route approval --effective 2027-09-01`,
  }),
};
