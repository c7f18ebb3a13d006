import { escapeHtml } from "../escape-html.ts";
import { stylesheets } from "./generated/templates.ts";

/** How insertions and deletions look on a page, told apart without colour too. */
const REVISIONS = `ins { color: #0b5d1e; text-decoration: underline; } del { color: #9b1c1c; text-decoration: line-through; }\n`;

/** How a page prints: its title above, the number of each page and of all below. What turns the direction of writing is shown as replaced. */
function printed(title: string): string {
  const shown = title.replace(/[\p{Cc}\p{Cf}]/gu, "\uFFFD");
  const text = shown.replace(/[\\"<]/g, (one) => `\\${one.codePointAt(0)?.toString(16)} `);
  return `@page { @top-left { content: "${text}"; font: 8pt serif; color: #555; } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt serif; color: #555; } }\n`;
}

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
${stylesheets["partials/page.css"] ?? ""}${printed(title)}${revisions ? REVISIONS : ""}</style>
</head>
<body>
${body}</body>
</html>
`;
}
