import type { Declaration, File, Import, Keyword } from "../ast/nodes.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Source, Span } from "../text/source.ts";

/** A declared name. */
export type Symbol = {
  readonly name: string;
  readonly keyword: Keyword;
  readonly declaration: Declaration;
  /** The path of the file that declares it. */
  readonly path: string;
};

/** One file of a compile with what its names mean. */
export type Module = {
  readonly path: string;
  readonly file: File;
  /** The files its imports name, in order; an import that failed is left out. */
  readonly imports: readonly { readonly path: string; readonly node: Import }[];
  /** What it declares itself. */
  readonly own: ReadonlyMap<string, Symbol>;
  /** What it may refer to: its own names, those of the files it imports itself, and the prelude. Imports are not transitive. */
  readonly visible: ReadonlyMap<string, Symbol>;
};

/** Every file of a compile, each after the files it imports. Side tables only: no tree is written to. */
export type Workspace = {
  readonly modules: ReadonlyMap<string, Module>;
  /** The files the user asked for, in order. */
  readonly roots: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly data: DataFiles;
};

/** The data files beside the specs: read when a rule needs one, and kept, because they belong to the sources of the compile. */
export type DataFiles = {
  /** The text of the file that `target` means in the spec `importer`; a failure is a diagnostic at `at`. */
  readonly read: (
    importer: string,
    target: string,
    at: Span,
  ) => { readonly text: string } | { readonly failure: Diagnostic };
  /** Every file read so far, by its path. */
  readonly files: ReadonlyMap<string, string>;
};

/** The tree of a text, and what is wrong with its shape. */
export type Parsed = { readonly file: File; readonly diagnostics: readonly Diagnostic[] };

/** What `resolve` asks of the outside: texts and what an import means; a failure is a diagnostic at `at`. */
export type Reader = {
  /** How a text is parsed; a caller that compiles nearly the same files again and again remembers those that did not change. */
  readonly parse?: (source: Source) => Parsed;
  readonly read: (path: string, at?: Span) => { readonly text: string } | { readonly failure: Diagnostic };
  readonly locate: (
    importer: string,
    target: string,
    at: Span,
  ) => { readonly path: string } | { readonly failure: Diagnostic };
};

/** The shipped file whose names are visible everywhere. */
export const PRELUDE = "std/units.tenor";

/** True for a file of the shipped library. */
export function inLibraryPath(path: string): boolean {
  return path.startsWith("std/");
}
