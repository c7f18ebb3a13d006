/** Makes the files of the playground's page but for the texts it shows: `npm run build` puts them into the package. */
import * as fs from "node:fs";
import * as path from "node:path";
import { build, type Metafile } from "esbuild";
import { root } from "./files.ts";

const PAGE = "src/playground/page";

/** Files that are taken as they are. */
const AS_THEY_ARE = ["index.html", "style.css", "icon.svg"];

/** Writes the page to a folder and tells what it was made from. What views need is apart, and read when the first is opened. */
export async function buildPlayground(out: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: `${PAGE}/page.ts`, out: "page" },
      { in: "src/playground/worker.ts", out: "worker" },
    ],
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["es2022"],
    minify: true,
    charset: "utf8",
    legalComments: "none",
    chunkNames: "[name]-[hash]",
    metafile: true,
    logLevel: "warning",
    mainFields: ["module", "main"],
    conditions: ["import"],
    platform: "browser",
  });
  fs.mkdirSync(out, { recursive: true });
  for (const name of AS_THEY_ARE) fs.copyFileSync(path.join(root, PAGE, name), path.join(out, name));
  return metafile;
}
