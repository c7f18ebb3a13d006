import { sha256 } from "../text/sha256.ts";
import { writeJson } from "../emit/json.ts";
import type { Evidence } from "../model/generated/evidence.ts";
import type { SettlementDay } from "../model/generated/settlement.ts";

/** What a settled day was computed from, as texts. */
export type Grounds = {
  /** The text of the build's manifest.json, which holds the hashes of everything else in it. */
  readonly manifest: string;
  readonly product?: string;
  readonly inputs: readonly { readonly role: Evidence["inputs"][number]["role"]; readonly text: string }[];
};

/** The evidence of a settled day as JSON text: the hashes of its grounds (SHA-256 of the UTF-8 bytes), and the day with every step. */
export function evidenceText(day: SettlementDay, grounds: Grounds): string {
  const evidence: Evidence = {
    format: "tenor-evidence/1",
    date: day.date,
    ...(grounds.product === undefined ? {} : { product: grounds.product }),
    manifest: sha256(grounds.manifest),
    inputs: grounds.inputs.map(({ role, text }) => ({ role, sha256: sha256(text) })),
    settlement: { ...day },
  };
  return writeJson(evidence);
}

/** The first place where two JSON values differ, as a JSON pointer (RFC 6901) with both values; undefined where they are equal. */
export function firstDifference(
  held: unknown,
  found: unknown,
  pointer = "",
): { readonly pointer: string; readonly held: string; readonly found: string } | undefined {
  if (Object.is(held, found)) return undefined;
  if (typeof held !== "object" || typeof found !== "object" || held === null || found === null)
    return { pointer, held: shown(held), found: shown(found) };
  const keys = [...new Set([...Object.keys(held), ...Object.keys(found)])];
  for (const key of keys) {
    const one = (held as Record<string, unknown>)[key];
    const other = (found as Record<string, unknown>)[key];
    const difference = firstDifference(one, other, `${pointer}/${key}`);
    if (difference !== undefined) return difference;
  }
  return Array.isArray(held) === Array.isArray(found) ? undefined : { pointer, held: shown(held), found: shown(found) };
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
