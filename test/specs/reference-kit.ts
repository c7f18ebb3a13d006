import { analyse, type Analysis } from "../../src/analysis.ts";
import { rootsOf } from "../../src/cli/roots.ts";
import { nodeHost } from "../../src/host/node.ts";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { inProject } from "../kit/files.ts";

const host = nodeHost({ root: inProject(), library: inProject("specs/std"), cwd: inProject() });

/** The specs of other exchanges' contracts, compiled once. */
export const reference: Analysis = analyse(rootsOf(host, ["specs/reference"]).paths, hostReader(host));

const known = new Set(reference.models.map((one) => one.root));

/** How tables name the exchanges, beside the names in front of our products. */
const EXCHANGES: Readonly<Record<string, readonly string[]>> = {
  ICE: ["ICE_US", "ICE_EU", "ICE_ENDEX"],
  "ICE Singapore": ["ICE_SG"],
  "Coinbase Derivatives": ["COINBASE"],
};

/** Products that tables call by other words than their code. */
const CALLED: Readonly<Record<string, string>> = {
  "ICE WTI": "ICE_US_WTI_MIDLAND",
  "MX OCR": "MX_CRA_OPT",
};

/**
 * The product that a table calls `NYMEX CL Crude Oil WTI future` or `MX OCR option on Three-Month CORRA future`; undefined when there is
 * none. Options that have no code of their own stand under the future's with `_OPT` behind it.
 */
export function productNamed(words: string): string | undefined {
  const found = /^(ICE Singapore|Coinbase Derivatives|\S+) (\S+)(.*)$/.exec(words);
  const [, exchange = "", code = "", rest = ""] = found ?? [];
  const called = CALLED[`${exchange} ${code}`];
  if (called !== undefined) return called;
  const names = (EXCHANGES[exchange] ?? [exchange]).map((one) => `${one}_${code}`);
  const options = /\boption\b/.test(rest) ? names.map((one) => `${one}_OPT`) : [];
  return [...options, ...names].find((one) => known.has(one));
}
