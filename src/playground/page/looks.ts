import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const COLOURS = ["keyword", "property", "number", "text", "doc", "comment"] as const;
/** Names are coloured alike where a reader need not tell them apart. */
const NAMES = ["class", "type", "enum", "event", "namespace", "variable", "struct"] as const;

/** How the editor looks: every colour is one of the page's, so that light and dark are told in one place. */
export const looks: Extension = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", height: "100%", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selected)",
  },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--faint)", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--line)" },
  ".cm-matchingBracket": { backgroundColor: "var(--selected)", color: "inherit" },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--edge)",
    borderRadius: "6px",
    maxWidth: "min(34rem, 90vw)",
    fontFamily: "var(--sans)",
    boxShadow: "0 4px 16px rgb(0 0 0 / 18%)",
  },
  ".cm-tooltip .cm-completionInfo": { padding: "0" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--paper)", backgroundColor: "var(--accent)" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap", padding: "6px 10px" },
  ".cm-diagnosticAction": {
    color: "var(--paper)",
    backgroundColor: "var(--accent)",
    borderRadius: "4px",
    padding: "3px 8px",
    cursor: "pointer",
  },
  ".cm-panel": { color: "var(--ink)", backgroundColor: "var(--raised)" },
  // The library's own marks are pictures in the sheet, which the policy lets nobody load.
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--error)", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--warning)", textUnderlineOffset: "3px" },
  ".cm-lint-marker": { width: "0.6em", height: "0.6em", margin: "0.45em 0.2em 0", borderRadius: "50%", content: "''" },
  ".cm-lint-marker-error": { content: "''", backgroundColor: "var(--error)" },
  ".cm-lint-marker-warning": { content: "''", backgroundColor: "var(--warning)" },
  ".says": { padding: "2px 12px", maxHeight: "18rem", overflow: "auto" },
  ".says p, .says ul": { margin: "0.4rem 0" },
  ".says ul": { paddingLeft: "1.2rem" },
  ".stated": { backgroundColor: "var(--stated)", borderRadius: "2px" },
  ...Object.fromEntries(COLOURS.map((name) => [`.t-${name}`, { color: `var(--c-${name})` }])),
  ...Object.fromEntries(NAMES.map((name) => [`.t-${name}`, { color: "var(--c-name)" }])),
  ".t-keyword": { color: "var(--c-keyword)", fontWeight: "600" },
  ".t-comment": { color: "var(--c-comment)", fontStyle: "italic" },
});
