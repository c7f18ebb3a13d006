import { escapeHtml } from "../escape-html.ts";
import { stylesheets } from "./generated/templates.ts";

/** How insertions and deletions look on a page, told apart without colour too. */
const REVISIONS = `ins { color: #0b5d1e; text-decoration: underline; } del { color: #9b1c1c; text-decoration: line-through; }\n`;

/** A page that needs nothing but itself; `generator` is what made it, `body` is HTML. */
export function barePage(title: string, generator: string, body: string, revisions = false): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${escapeHtml(generator)}">
<title>${escapeHtml(title)}</title>
<style>
${stylesheets["partials/page.css"] ?? ""}${revisions ? REVISIONS : ""}</style>
</head>
<body>
${body}</body>
</html>
`;
}
