/**
 * Tries the packaged extension in a real workbench: code-server with the `.vsix` in it, opened in headless Chromium. Run by hand (`README.md` beside
 * this file), for the first run installs 600 MB. Each step says what it saw; a step that does not see it ends the run with exit 1. Pictures of what was
 * on the screen are written to `out/workbench`, to be looked at.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { chromiumHere, startServer } from "./server.mjs";
import { steps } from "./steps.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const pictures = path.join(root, "out/workbench");
fs.mkdirSync(pictures, { recursive: true });

/** The shipped specs in a folder of their own, for steps change and save them. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-workbench-"));
const laidOut = (theme) => {
  const specs = path.join(folder, theme, "specs");
  fs.cpSync(path.join(root, "specs"), specs, { recursive: true });
  fs.rmSync(path.join(specs, "std"), { recursive: true });
  return specs;
};

const server = await startServer({ here, folder, extension: path.join(root, "editors/vscode") });
const browser = await chromium.launch({ executablePath: chromiumHere(), args: ["--no-sandbox"] });
let failed = 0;
try {
  for (const theme of ["dark", "light"]) {
    const specs = laidOut(theme);
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, colorScheme: theme });
    page.setDefaultTimeout(120_000);
    // The workbench loads its own pieces while it is used; a look at it counts only when it stands still.
    await page.goto(`${server.address}/?folder=${encodeURIComponent(specs)}`);
    for (const [title, step] of theme === "dark" ? steps : steps.slice(0, 2)) {
      const name = String(title);
      try {
        const saw = await step({ page, specs });
        console.log(`${theme}: ${name}: ${saw}`);
      } catch (reason) {
        failed++;
        console.log(`${theme}: ${name}: FAILED: ${reason instanceof Error ? reason.message : String(reason)}`);
      }
      const picture = `${theme}-${name.replace(/[^a-z]+/g, "-")}.png`;
      await page.screenshot({ path: path.join(pictures, picture) });
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.end();
  fs.rmSync(folder, { recursive: true, force: true });
}
console.log(failed === 0 ? "the extension does what it says" : `${failed} steps failed`);
process.exitCode = failed === 0 ? 0 : 1;
