import type { Manifest } from "../model/generated/manifest.ts";
import type { Artifact } from "./emitter.ts";
import { writeJson } from "./json.ts";

/** The SHA-256 (FIPS 180-4) of bytes, or of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export type Sha256 = (data: string | Uint8Array) => string;

/** A file by its path and the hash of its bytes. */
export type Hashed = { readonly path: string; readonly sha256: string };

export type ManifestInput = {
  /** Every file of the output but the manifest, by its path in the output. */
  readonly files: readonly Hashed[];
  /** Every source that was read, by its path in the project. */
  readonly sources: readonly Hashed[];
  /** What the build was asked for. */
  readonly build: Manifest["build"];
  /** The version of the compiler and the hash of the bundle it was shipped as. */
  readonly compiler: { readonly version: string; readonly sha256: string };
};

/**
 * manifest.json: the hash of every file, every source and the compiler, sorted by path in code-unit order. It names no
 * clock, host or folder of a machine, so the same sources give the same bytes anywhere. A path twice is a bug and throws.
 */
export function makeManifest({ files, sources, build, compiler }: ManifestInput): Artifact {
  const manifest: Manifest = {
    format: "tenor-manifest/1",
    compiler: { version: compiler.version, sha256: compiler.sha256 },
    build,
    sources: sorted(sources),
    files: sorted(files),
  };
  return { path: "manifest.json", content: writeJson(manifest) };
}

function sorted(files: readonly Hashed[]): Manifest["files"] {
  const all = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return all.map(({ path, sha256 }, i) => {
    if (/^\/|\\|(^|\/)\.\.?(\/|$)/.test(path)) throw new Error(`${path} is no relative path with /`);
    if (all[i - 1]?.path === path) throw new Error(`${path} is there twice`);
    return { path, sha256 };
  });
}
