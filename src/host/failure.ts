import { diagnostic, type Diagnostic, type Extras } from "../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import { makeSource, type Span, span } from "../text/source.ts";
import type { HostFailure } from "./host.ts";

/** The place of a finding about a whole file that could not be read, or about a folder: its path, with no text. */
export function placeOf(path: string): Span {
  return span(makeSource(path, ""), 0, 0);
}

/**
 * The diagnostic of a host failure at `at`: the import that asked, or `placeOf(path)` for the command line. `known` are the paths that
 * do exist, from which a missing one is given a "did you mean"; `perhaps` is what may be the name of one that was not given.
 */
export function failureDiagnostic(
  failure: HostFailure,
  at: Span,
  known: readonly string[] = [],
  perhaps?: string,
): Diagnostic {
  switch (failure.kind) {
    case "missing":
      return diagnostic("file-missing", at, { path: failure.path }, nearby(failure.path, known, perhaps));
    case "folder":
      return diagnostic("file-is-folder", at, { path: failure.path });
    case "unreadable":
      return diagnostic("file-unreadable", at, { path: failure.path, reason: failure.reason });
    case "not-text":
      return diagnostic("file-not-text", at, {
        path: failure.path,
        byte: String(failure.offset + 1),
        reason: failure.reason,
      });
    case "too-large":
      return diagnostic("file-too-large", at, {
        path: failure.path,
        size: grouped(failure.size),
        limit: grouped(failure.limit),
      });
    case "outside":
      return diagnostic("file-outside-root", at, { path: failure.path });
    case "import-absolute":
      return diagnostic("import-absolute", at, { target: failure.target });
    case "import-outside":
      return diagnostic("import-outside-root", at, { target: failure.target, importer: failure.importer });
    case "import-bad-path":
      return diagnostic("import-bad-path", at, { target: failure.target, reason: failure.reason });
    case "not-replaced":
      return diagnostic("file-not-replaced", at, { path: failure.path, reason: failure.reason });
    case "not-ours":
      return diagnostic("output-not-ours", at, { out: failure.out, found: failure.found });
    case "not-writable":
      return diagnostic("output-not-writable", at, { out: failure.out, reason: failure.reason });
    case "write-failed":
      return diagnostic("output-failed", at, { out: failure.out, file: failure.file, reason: failure.reason });
    case "names-collide":
      return diagnostic("output-names-collide", at, {
        out: failure.out,
        first: failure.first,
        second: failure.second,
      });
  }
}

function nearby(path: string, known: readonly string[], perhaps: string | undefined): Extras {
  const found = didYouMean(suggest(path, known));
  if (found !== undefined) return { help: found };
  return perhaps === undefined ? {} : { help: packageHelp(perhaps) };
}

/** What to do where `name` begins an import and is no folder: it is a package that was not given, or a slip. */
export function packageHelp(name: string): string {
  return `where \`${name}\` is a package, say which folder it is with \`--package ${name}=DIR\`; else check the spelling`;
}

/** A count with a comma after every third digit from the right: 8,388,608. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
