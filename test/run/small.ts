import * as fs from "node:fs";
import * as path from "node:path";
import { build } from "../../src/cli/command/build.ts";
import { verify } from "../../src/cli/command/verify.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { keepEvidence } from "../../src/cli/evidence-file.ts";
import { settleFiles } from "../../src/cli/settlement-run.ts";
import { nodeHost } from "../../src/host/node.ts";
import type { SettlementDay } from "../../src/model/generated/settlement.ts";
import { evidenceText } from "../../src/run/evidence.ts";
import { filesBelow, inProject, tempFolder } from "../kit/files.ts";

/** A settled day, or the codes and messages of what was refused. */
export type Outcome = { readonly day?: SettlementDay; readonly codes: readonly string[]; readonly said: string };

/** A build of one small program over the shared sound future, and days of it settled from files as the command does. */
export type Small = {
  readonly folder: string;
  readonly settle: (
    date: string,
    files: { readonly book: unknown; readonly market: unknown; readonly determination?: unknown },
    product?: string,
  ) => Promise<Outcome>;
  /** The exit code of `tenor verify` with the evidence of the last day that was settled. */
  readonly verifies: () => Promise<number>;
};

/** Builds the program beside the files that the bad specs are made of. */
export function small(program: string, asOf?: string): Small {
  const folder = tempFolder();
  for (const file of filesBelow("test/bad/with", () => true)) {
    const to = path.join(folder, file.slice("test/bad/".length));
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(inProject(file), to);
  }
  fs.writeFileSync(path.join(folder, "small.tenor"), program);
  const said: string[] = [];
  const host = nodeHost({ root: folder, library: libraryFolder(), cwd: folder });
  const environment = { host, cwd: folder, out: () => {}, error: (text: string) => void said.push(text) };
  if (
    build(environment, ["small.tenor", "with/product.tenor"], { out: "out", ...(asOf === undefined ? {} : { asOf }) })
      .code !== 0
  )
    throw new Error(said.join(""));
  const write = (name: string, json: unknown): string => {
    fs.writeFileSync(path.join(folder, name), typeof json === "string" ? json : JSON.stringify(json, null, 1));
    return name;
  };
  return {
    folder,
    settle: async (date, { book, market, determination }, product) => {
      const files = {
        out: "out",
        date,
        book: write("book.json", book),
        market: write("market.json", market),
        ...(determination === undefined ? {} : { determination: write("determination.json", determination) }),
        ...(product === undefined ? {} : { product }),
      };
      const outcome = await settleFiles(folder, files);
      if (outcome.kind === "refused") {
        const { diagnostics } = outcome;
        const texts = diagnostics.map(({ message, evidence }) => [message, ...evidence].join("; "));
        return { codes: diagnostics.map(({ code }) => code), said: texts.join("\n") };
      }
      keepEvidence(folder, "evidence.json", evidenceText(outcome.day, outcome.grounds));
      return { day: outcome.day, codes: [], said: "" };
    },
    verifies: () => verify(environment, "out", EVIDENCE),
  };
}

const EVIDENCE = { evidence: "evidence.json", book: "book.json", market: "market.json" };

/** The business days of February 2027 before its last, on the calendar of American exchanges. */
export const FEBRUARY = Array.from({ length: 25 }, (_, at) => `2027-02-${String(at + 1).padStart(2, "0")}`).filter(
  (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && day !== "2027-02-15",
);

/** The market of the last trading day of February 2027: all settled at 2.4 the day before, the index at 2.5 ever since. */
export function lastDay(products: readonly string[], more: object = {}): object {
  const months = { "2027-02": "2.4000", "2027-03": "2.4000", "2027-04": "2.4000" };
  return {
    date: "2027-02-26",
    previous: {
      date: "2027-02-25",
      settlements: Object.fromEntries(products.map((one) => [one, months])),
      indices: { RENTAL: { value: "2.5000", repeats: "0" } },
    },
    prints: { RENTAL: Object.fromEntries(FEBRUARY.slice(0, -1).map((day) => [day, "2.5000"])) },
    observations: [],
    ...more,
  };
}

/** A book of two accounts in one month, ten contracts each. */
export function bookOf(product: string, month: string, date: string, more: object = {}): object {
  const held = (account: string, lots: number) => ({ account, owner: `${account} (fictional)`, product, month, lots });
  return { date, positions: [held("LONG", 10), held("SHORT", -10)], ...more };
}
