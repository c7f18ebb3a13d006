/**
 * From opening the playground to its first findings: `npm run bench -- playground`. Each round starts a Chromium of its own with nothing kept, so that every
 * byte is read, compiled and run for the first time. By the clock of the page, and as processor time of the process that runs the page and its compiler.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { chromium } from "playwright-core";
import { pageFiles } from "../src/playground/files.ts";
import { servePage } from "../src/playground/serve.ts";
import { browserHere, shippedTexts } from "../test/kit/browser.ts";
import { buildPlayground } from "../tools/playground.ts";

/** In the page: notes its clock at the moment its first findings are there, so that nobody has to ask for it. */
const WATCH = `addEventListener("DOMContentLoaded", () => {
  const status = document.getElementById("status");
  new MutationObserver((_, observer) => {
    if (!/finding/i.test(status.textContent)) return;
    observer.disconnect();
    globalThis.firstFindings = performance.now();
  }).observe(status, { childList: true, characterData: true, subtree: true });
});`;

const ROUNDS = Number(process.argv[2] ?? "9");
const executablePath = browserHere();
if (executablePath !== undefined) await measured(executablePath);

type Process = { readonly type: string; readonly cpuTime: number };

async function measured(executable: string): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-page-"));
  await buildPlayground(folder);
  const files = pageFiles(folder, shippedTexts());
  if (files === undefined) throw new Error("the page was not built");
  const served = await servePage(files, 0);
  if (served.kind === "not-served") throw new Error(served.why);
  const clock: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
    const page = await browser.newPage();
    page.setDefaultTimeout(90_000);
    await page.addInitScript(WATCH);
    const session = await browser.newBrowserCDPSession();
    const used = async (): Promise<number> => {
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      return (processInfo as readonly Process[])
        .filter(({ type }) => type === "renderer")
        .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    };
    const before = await used();
    await page.goto(served.address, { waitUntil: "commit" });
    const at = await page.waitForFunction(() => (globalThis as { firstFindings?: number }).firstFindings);
    processor.push(1_000 * ((await used()) - before));
    clock.push(Number(await at.jsonValue()));
    await browser.close();
  }
  served.server.closeAllConnections();
  served.server.close();
  fs.rmSync(folder, { recursive: true, force: true });
  const said = (times: readonly number[]) => {
    const sorted = [...times].sort((a, b) => a - b).map((one) => one.toFixed(0));
    return `least ${sorted[0]} ms, median ${sorted[Math.floor(sorted.length / 2)]} ms, most ${sorted.at(-1)} ms`;
  };
  console.log(`first findings by the clock      ${said(clock)}`);
  console.log(`               of the processor  ${said(processor)}`);
  console.log(`${os.loadavg()[0]?.toFixed(0)} programs wait for ${os.cpus().length} cores`);
}
