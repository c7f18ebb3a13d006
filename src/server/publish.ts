import type { Connection, TextDocuments } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { shown } from "./findings.ts";
import type { Room, Rooms } from "./rooms.ts";

/** Long enough that a burst of keystrokes is one change, short enough that nobody waits for it. */
const QUIET_MS = 5;

/**
 * Sends the findings of every open file when its text has been still for a moment: first of the file that was changed, then of the others,
 * one at a time, so that a keystroke comes between. Findings of a text that has changed meanwhile are never sent.
 */
export function publisher(
  rooms: Rooms,
  documents: TextDocuments<TextDocument>,
  connection: Connection,
): { readonly soon: (uri?: string) => void } {
  /** What was sent of files that are not open, by the open file it was found from. */
  const elsewhere = new Map<string, ReadonlySet<string>>();
  let waiting: NodeJS.Timeout | undefined;
  let changed = new Set<string>();

  const send = (uri: string) => {
    const { room, path } = rooms.placeOf(uri);
    const document = documents.get(uri);
    if (document === undefined) return;
    const before = document.version;
    const { diagnostics } = room.desk.analysis(path);
    if (documents.get(uri)?.version !== before) return;
    const uriOf = (one: string) => rooms.uriOf(room, one);
    void connection.sendDiagnostics({
      uri,
      version: before,
      diagnostics: diagnostics.filter((one) => one.span.source.path === path).map((one) => shown(one, uriOf)),
    });
    others(uri, room, path, diagnostics);
  };
  /** Findings in files that are not open: an import that is broken, an amendment that does not fit. */
  const others = (uri: string, room: Room, path: string, diagnostics: readonly Diagnostic[]) => {
    const uriOf = (one: string) => rooms.uriOf(room, one);
    const there = diagnostics.filter((one) => one.span.source.path !== path && !room.desk.isOpen(one.span.source.path));
    const now = new Set(there.map((one) => uriOf(one.span.source.path)));
    const gone = [...(elsewhere.get(uri) ?? [])].filter((one) => !now.has(one));
    elsewhere.set(uri, now);
    for (const target of now)
      void connection.sendDiagnostics({
        uri: target,
        diagnostics: there.filter((one) => uriOf(one.span.source.path) === target).map((one) => shown(one, uriOf)),
      });
    for (const target of gone)
      if (![...elsewhere.values()].some((one) => one.has(target)) && documents.get(target) === undefined)
        void connection.sendDiagnostics({ uri: target, diagnostics: [] });
  };
  const closed = (open: ReadonlySet<string>) => {
    for (const uri of [...elsewhere.keys()].filter((one) => !open.has(one))) {
      const left = elsewhere.get(uri) ?? new Set();
      elsewhere.delete(uri);
      for (const target of [uri, ...left])
        if (!open.has(target) && ![...elsewhere.values()].some((one) => one.has(target)))
          void connection.sendDiagnostics({ uri: target, diagnostics: [] });
    }
  };
  const run = () => {
    waiting = undefined;
    const open = documents.keys();
    closed(new Set(open));
    const queue = [...open.filter((one) => changed.has(one)), ...open.filter((one) => !changed.has(one))];
    changed = new Set();
    const next = () => {
      // A newer change begins its own round.
      if (waiting !== undefined) return;
      const uri = queue.shift();
      if (uri === undefined) return;
      send(uri);
      setImmediate(next);
    };
    next();
  };
  return {
    soon: (uri) => {
      if (uri !== undefined) changed.add(uri);
      clearTimeout(waiting);
      waiting = setTimeout(run, QUIET_MS);
    },
  };
}
