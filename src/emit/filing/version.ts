import type { ContractModel } from "../../model/model.ts";
import { sha256 } from "../../text/sha256.ts";

/** The version of a contract: the first sixteen digits of the SHA-256 of all that its model states, whoever compiled it and wherever it stands. */
export function versionOf(model: ContractModel): string {
  const { product, option, spread, perpetual, indices, grades, organisations, sources } = model;
  // A change that is filed later leaves the version that was filed first as it is.
  const filings = model.filings.filter(({ amendment }) => amendment === undefined);
  const contract = product ?? option ?? spread ?? perpetual;
  return sha256(JSON.stringify([contract, indices, grades, organisations, sources, filings])).slice(0, 16);
}
