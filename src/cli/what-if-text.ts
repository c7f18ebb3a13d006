import { counted } from "../diagnostic/counted.ts";
import type { WhatIf } from "../model/generated/what-if.ts";
import { type Ink, plainInk } from "../run/table.ts";

/** What an edit does to the rules, as a person reads it below the findings: how many are newly broken, which are newly met, and how many are as before. */
export function whatIfText(report: WhatIf, ink: Ink = plainInk): string {
  const { build, products, notChecked, broken, met, unchanged, regimes, terms = [] } = report;
  const said = (count: number, text: string, part: "good" | "bad") => (count === 0 ? text : ink(part, text));
  const names = products.length === 0 ? "no contract" : products.join(", ");
  const lines = [
    `${ink("title", names)} against ${build.folder} (${regimes.join(", ")})`,
    `  ${said(broken.length, broken.length === 0 ? "nothing is newly broken" : `newly broken in ${counted(broken.length, "place")}`, "bad")}`,
    ...met.map(
      ({ product, rule, citation, problems }) =>
        `  ${ink("good", "newly met")}: ${product} ${rule} (${citation}); the build said: ${problems.join("; ")}`,
    ),
    `  as before: ${counted(unchanged.met, "verdict")} met, ${unchanged.unmet} not met`,
    ...terms.map(
      ({ product, name, field, kind, before = "none", after = "none", class: filed, provision }) =>
        `  ${ink("name", "changed term")}: ${product} ${[...(name === product ? [] : [name]), ...(field === "" ? [] : [field])].join("/")}: ${kind === "worded" ? "worded otherwise" : `${before} → ${after}`} (${filed}, ${provision})`,
    ),
    ...(notChecked.length === 0 ? [] : [ink("quiet", `  of the build, not looked at: ${notChecked.join(", ")}`)]),
  ];
  return `${lines.join("\n")}\n`;
}
