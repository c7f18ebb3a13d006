import { type Analysis, analyse, type AnalysisOptions } from "../analysis.ts";
import { parseFile } from "../ast/parse.ts";
import { type Host, LIBRARY } from "../host/host.ts";
import { hostReader } from "../resolve/host-reader.ts";
import { load } from "../resolve/load.ts";
import type { Parsed, Workspace } from "../resolve/workspace.ts";
import { makeSource, type Source } from "../text/source.ts";

/** The specs of one folder while somebody edits them: what is open is read as it stands in the editor, everything else from the host. */
export type Desk = {
  /** An open file has this text from now on. */
  readonly set: (path: string, text: string) => void;
  /** The file is read from the host again. */
  readonly close: (path: string) => void;
  /** A file changed that is not open. */
  readonly touched: () => void;
  readonly isOpen: (path: string) => boolean;
  readonly openPaths: () => readonly string[];
  /** The text of a file; undefined where it cannot be read. */
  readonly source: (path: string) => Source | undefined;
  /** What a compile of this one file knows; the same object until a text changes. */
  readonly analysis: (path: string) => Analysis;
  /** Files with all they import and what their names mean, nothing checked. */
  readonly workspace: (paths: readonly string[]) => Workspace;
  /** Every spec of the folder, sorted; the shipped library is not among them. */
  readonly specs: () => readonly string[];
  /** The files of the shipped library, as imports name them. */
  readonly library: () => readonly string[];
  /** Counts the changes: two answers with the same number come from the same texts. */
  readonly version: () => number;
};

type Read = Pick<Host, "readText" | "listSpecs" | "resolveImport">;

/** How many analyses are kept: those of the files somebody goes back and forth between. */
const KEPT = 12;

/** A desk over a host. `given` are the lock and the packages' templates, asked for with each compile. */
export function makeDesk(host: Read, given: () => AnalysisOptions = () => ({})): Desk {
  const open = new Map<string, Source>();
  const parsed = new Map<string, { readonly text: string; readonly parsed: Parsed }>();
  const made = new Map<string, { readonly version: number; readonly analysis: Analysis }>();
  let version = 0;
  // What was read, and where imports lead, until somebody says that a file changed: a keystroke asks no disk. What is missing is looked for again.
  const texts = new Map<string, ReturnType<Read["readText"]>>();
  const places = new Map<string, ReturnType<Read["resolveImport"]>>();
  const overlay: Read = {
    ...host,
    readText: (path) => {
      const found = open.get(path);
      if (found !== undefined) return { kind: "text", text: found.text };
      const known = texts.get(path);
      if (known !== undefined) return known;
      const read = host.readText(path);
      if (read.kind === "text") texts.set(path, read);
      return read;
    },
    resolveImport: (importer, target) => {
      const key = `${importer} ${target}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      const found = host.resolveImport(importer, target);
      if (found.kind === "path") places.set(key, found);
      return found;
    },
  };
  const readAnew = () => {
    texts.clear();
    places.clear();
  };
  const reader = {
    ...hostReader(overlay),
    // Parsing is the same for the same text; a file that nobody changed is parsed once.
    parse: (source: Source): Parsed => {
      const known = parsed.get(source.path);
      if (known !== undefined && known.text === source.text) return known.parsed;
      const fresh = parseFile(source);
      parsed.set(source.path, { text: source.text, parsed: fresh });
      return fresh;
    },
  };
  const forget = (path: string) => {
    version++;
    readAnew();
    if (!open.has(path)) parsed.delete(path);
  };
  return {
    set: (path, text) => {
      if (open.get(path)?.text === text) return;
      open.set(path, makeSource(path, text));
      version++;
    },
    close: (path) => {
      open.delete(path);
      made.delete(path);
      forget(path);
    },
    touched: () => {
      version++;
      readAnew();
    },
    isOpen: (path) => open.has(path),
    openPaths: () => [...open.keys()].sort(),
    source: (path) => {
      const found = open.get(path);
      if (found !== undefined) return found;
      const read = host.readText(path);
      return read.kind === "text" ? makeSource(path, read.text) : undefined;
    },
    analysis: (path) => {
      const known = made.get(path);
      if (known !== undefined && known.version === version) return known.analysis;
      const analysis = analyse([path], reader, given());
      made.delete(path);
      made.set(path, { version, analysis });
      // Parsed files and analyses that nobody asks for any more are let go: a workspace of thousands stays small.
      for (const old of [...made.keys()].slice(0, Math.max(0, made.size - KEPT))) made.delete(old);
      if (texts.size > 4 * analysis.workspace.modules.size + 64) readAnew();
      if (parsed.size > 4 * analysis.workspace.modules.size + 64)
        for (const one of [...parsed.keys()])
          if (!analysis.workspace.modules.has(one) && !open.has(one)) parsed.delete(one);
      return analysis;
    },
    workspace: (paths) => load(paths, reader),
    specs: () => {
      const found = host.listSpecs("");
      return found.kind === "specs" ? found.paths : [];
    },
    library: () => {
      const found = host.listSpecs(LIBRARY);
      return found.kind === "specs" ? found.paths : [];
    },
    version: () => version,
  };
}
