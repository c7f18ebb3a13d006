import type { Finding, Findings, Mend } from "../protocol.ts";
import { byId, made } from "./draw.ts";

type Does = {
  readonly path: () => string;
  readonly go: (path: string, start: number, end: number) => void;
  readonly mend: (mend: Mend) => void;
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The findings as a list below the text: each leads to its place, and what mends it is a button. */
export function listFindings({ findings }: Findings, does: Does): void {
  const errors = findings.filter((one) => one.severity === "error").length;
  const parts = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(findings.length > errors ? [counted(findings.length - errors, "warning")] : []),
  ];
  const said = parts.length === 0 ? "No findings." : `${parts.join(", ")}.`;
  const status = byId("status");
  if (status.textContent !== said) status.textContent = said;
  byId("findings").replaceChildren(...findings.map((one) => item(one, does)));
}

function item(one: Finding, does: Does): HTMLElement {
  const { severity, code, message, evidence, help, related, mends, path, start, end, line } = one;
  const place = path === does.path() ? `line ${line}` : `${path}:${line}`;
  return made(
    "li",
    { class: `finding ${severity}` },
    made(
      "button",
      { type: "button", class: "place", onclick: () => does.go(path, start, end) },
      made("span", { class: "severity" }, severity),
      ` ${place} `,
      made("span", { class: "message" }, message),
    ),
    ...evidence.map((text) => made("p", { class: "evidence" }, text)),
    ...related.map((other) =>
      made(
        "button",
        { type: "button", class: "related", onclick: () => does.go(other.path, other.start, other.end) },
        `${other.path === does.path() ? "" : `${other.path}, `}line ${other.line}: ${other.label}`,
      ),
    ),
    ...(help === undefined ? [] : [made("p", { class: "help" }, `Help: ${help}`)]),
    ...mends.map((mend) =>
      made("button", { type: "button", class: "mend", onclick: () => does.mend(mend) }, mend.title),
    ),
    made("code", { class: "code" }, code),
  );
}
