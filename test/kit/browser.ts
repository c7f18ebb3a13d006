import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { pageFiles, type Texts } from "../../src/playground/files.ts";
import { servePage } from "../../src/playground/serve.ts";
import { buildPlayground } from "../../tools/playground.ts";
import { filesBelow, inProject, skip, tempFolder } from "./files.ts";

/** The Chromium of this machine; undefined, with the skip said, where there is none. */
export function browserHere(): string | undefined {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      execFileSync(name, ["--version"], { stdio: "ignore" });
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next name.
    }
  }
  if (process.env["TENOR_REQUIRE_TOOLCHAINS"] === "1") throw new Error("chromium is wanted here, and is not there");
  skip("no chromium, so the playground is not opened");
  return undefined;
}

/** The shipped specs but those of other exchanges, as the playground opens them. */
export function shippedTexts(): Texts {
  const own = filesBelow("specs", (file) => /\.(?:tenor|csv)$/.test(file) && !/^specs\/(?:std|reference)\//.test(file));
  const files = own.map((file) => [file.slice("specs/".length), fs.readFileSync(inProject(file), "utf8")] as const);
  return { files: Object.fromEntries(files), packages: [], first: "gpu/gph.tenor" };
}

export type Playground = {
  readonly browser: Browser;
  readonly address: string;
  readonly folder: string;
  readonly end: () => Promise<void>;
};

/** The page as it is built, served and open to a browser. */
export async function startPlayground(executablePath: string): Promise<Playground> {
  const folder = path.join(tempFolder(), "playground");
  await buildPlayground(folder);
  const files = pageFiles(folder, shippedTexts());
  if (files === undefined) throw new Error("the page was not built");
  const served = await servePage(files, 0);
  if (served.kind === "not-served") throw new Error(served.why);
  // A container has no user that Chromium's own walls could be built for.
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const end = async (): Promise<void> => {
    await browser.close();
    served.server.closeAllConnections();
    served.server.close();
  };
  return { browser, address: served.address, folder, end };
}
