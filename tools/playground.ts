/** Makes the files of the playground's page but for the texts it shows: `npm run build` puts them into the package. */
import * as fs from "node:fs";
import * as path from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { root } from "./files.ts";

const PAGE = "src/playground/page";

/** Files that are taken as they are. */
const AS_THEY_ARE = ["index.html", "style.css", "icon.svg"];

/** Explanations of findings are for the manual, which is made from the same catalogue: no view of the page shows them, and they are a tenth of what is loaded first. */
const withoutExplanations: Plugin = {
  name: "without-explanations",
  setup: (bundle) =>
    bundle.onLoad({ filter: /diagnostic[/\\]catalogue[/\\][\w-]+\.ts$/ }, ({ path: file }) => ({
      contents: fs.readFileSync(file, "utf8").replace(/\bpage: `(?:[^`\\]|\\[^])*`/g, 'page: ""'),
      loader: "ts",
    })),
};

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
    plugins: [withoutExplanations],
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
