import { templates } from "./generated/templates.ts";
import type { DocumentName } from "./documents.ts";
import type { Subject } from "./names.ts";

/** Where the template of a document is looked for, by the kind of contract: its own first, then what several kinds share. */
const FOLDERS: { readonly [kind in Subject["kind"]]: readonly string[] } = {
  future: [],
  option: ["filings/option", "filings/on-futures"],
  spread: ["filings/spread", "filings/on-futures"],
  perpetual: ["filings/perpetual"],
};

/** The name of the template that writes a document of a contract of that kind. */
export function templateOf(kind: Subject["kind"], name: DocumentName): string {
  if (kind === "option" && name === "rulebook") return "rulebooks/option";
  if (kind === "spread" && name === "rulebook") return "rulebooks/spread";
  const own = FOLDERS[kind].map((folder) => `${folder}/${name}`);
  return own.find((path) => Object.hasOwn(templates, path)) ?? `filings/cftc-40.2/${name}`;
}
