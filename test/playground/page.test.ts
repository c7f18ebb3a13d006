import * as fs from "node:fs";
import * as path from "node:path";
import * as zlib from "node:zlib";
import type { Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { browserHere, type Playground, startPlayground } from "../kit/browser.ts";

const found = browserHere();
const test = suite<{ play: Playground }>("the playground in Chromium");

/** What a page under a strict policy must never do, gathered while it is open. */
type Opened = { readonly page: Page; readonly wrong: string[] };

/** Busy machines take their time. */
const PATIENCE = 90_000;

async function opened({ browser, address }: Playground, dark = false, width = 1300): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 850 }, colorScheme: dark ? "dark" : "light" });
  page.setDefaultTimeout(PATIENCE);
  const wrong: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(message.text());
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) wrong.push(request.url());
  });
  // What the compiler of this test calls in functions that are handed over.
  await page.addInitScript("globalThis.__name = (one) => one;");
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`refused: ${event.violatedDirective}`),
    );
  });
  await page.goto(address);
  await said(page, /^No findings\.$/);
  return { page, wrong };
}

async function said(page: Page, wanted: RegExp): Promise<void> {
  await page.waitForFunction(
    (pattern) => new RegExp(pattern).test(document.getElementById("status")?.textContent ?? ""),
    wanted.source,
  );
}

/** Replaces the text in the editor through the keyboard, as an author pastes it. */
async function write(page: Page, change: (text: string) => string): Promise<void> {
  await page.locator(".cm-content").click();
  const text = await page.evaluate(async () => {
    const { files, first } = (await import(new URL("specs.js", location.href).href)) as {
      files: Record<string, string>;
      first: string;
    };
    return files[first] ?? "";
  });
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(change(text));
}

const viewText = (page: Page): Promise<string> => page.locator("#view").innerText();

async function tab(page: Page, name: string, wanted: RegExp): Promise<void> {
  await page.getByRole("tab", { name }).click();
  await page.waitForFunction(
    (pattern) => new RegExp(pattern).test(document.getElementById("view")?.innerText ?? ""),
    wanted.source,
  );
}

if (found !== undefined) {
  test.before(async (context) => {
    context.play = await startPlayground(found);
  });
  test.after(async ({ play }) => play.end());

  test("a mistake is shown as it is typed, with its place and a mend that works by keyboard alone", async ({
    play,
  }) => {
    const { page, wrong } = await opened(play);
    await write(page, (text) => text.replace("1_000 GPU_hour", "1,000 GPU_hour"));
    await said(page, /^1 error/);
    const finding = page.locator("#findings .finding.error").first();
    assert.match(await finding.innerText(), /line 21/);
    assert.ok((await page.locator(".cm-lintRange-error").count()) > 0, "it is underlined");
    await page.waitForSelector("#stale", { state: "visible" });
    await finding.locator("button.mend").first().focus();
    await page.keyboard.press("Enter");
    await said(page, /^No findings\.$/);
    await page.waitForSelector("#stale", { state: "hidden" });
    assert.equal(wrong, []);
    await page.close();
  });

  test("each reader's view is there, and nothing of it breaks the policy or asks anybody else", async ({ play }) => {
    const { page, wrong } = await opened(play);
    await tab(page, "Specification", /1,000 GPU-hours of H100 SXM/);
    await tab(page, "Calendar", /GPHG27\s+26 Feb 2027/);
    await tab(page, "Ticks", /USD 2,486\.50/);
    await tab(page, "Payoff", /bought at 2\.4865/);
    assert.ok((await page.locator("#view svg path.curve").count()) === 1);
    await tab(page, "Filing", /Commodity Futures Trading Commission/);
    await tab(page, "Config", /"format": "tenor-engine\/1"/);
    await tab(page, "Difference", /The text is as it was/);
    assert.equal(wrong, []);
    assert.match(
      await page.evaluate(() => document.querySelector("meta[http-equiv]")?.getAttribute("content") ?? ""),
      /script-src 'self';/,
    );
    await page.close();
  });

  test("a figure that is dragged moves the price to another line of the waterfall, with its steps", async ({
    play,
  }) => {
    const { page, wrong } = await opened(play);
    await tab(page, "Settlement", /Situation/);
    await page.selectOption("#function", "dailySettlement");
    await page.waitForSelector(".waterfall .line-taken");
    const before = await page.locator(".result").innerText();
    const slider = page.getByRole("slider", { name: "previous, drag" }).first();
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((text) => (document.querySelector(".result") as HTMLElement).innerText !== text, before);
    assert.match(await page.locator(".result").innerText(), /previous settlement of 2027-02\s+2\.655/);
    // A screened index whose inputs go falls to its next line.
    await page.selectOption("#function", "h100Rental");
    await page.waitForFunction(() =>
      document.querySelector(".line-taken .line-text")?.textContent?.startsWith("trades from"),
    );
    const quorum = page.locator(".inputs details.list");
    await quorum.first().locator("summary").first().click();
    for (let row = 0; row < 6; row++) await page.locator(".inputs .row-button").first().click();
    await page.waitForFunction(
      () => !document.querySelector(".line-taken .line-text")?.textContent?.startsWith("trades from"),
    );
    assert.match(await page.locator(".line-passed").first().innerText(), /^trades from .*passed over: [^ ]+ /s);
    await page.locator(".inputs .field input[type=text]").first().fill("yesterday");
    await page.waitForSelector(".refused");
    assert.match(await page.locator(".refused").innerText(), /Refused: .*date/s);
    assert.equal(wrong, []);
    await page.close();
  });

  test("a sentence of the filing leads to its clause, and the cursor to the sentences of its clause", async ({
    play,
  }) => {
    const { page, wrong } = await opened(play);
    await tab(page, "Filing", /Commodity Futures Trading Commission/);
    const sentence = page.locator("#view article [data-clauses='GPH/size']").first();
    await sentence.scrollIntoViewIfNeeded();
    await sentence.hover();
    await page.waitForSelector(".cm-content .stated");
    assert.match((await page.locator(".cm-content .stated").allInnerTexts()).join(" "), /1_000 GPU_hour/);
    await sentence.dblclick();
    await page.mouse.move(5, 5);
    const line = await page.locator(".cm-activeLine").innerText();
    assert.match(line, /^ *size:/);
    assert.ok((await page.locator("#view .states-cursor[data-clauses~='GPH/size']").count()) > 0, "both ways");
    assert.equal(wrong, []);
    await page.close();
  });

  test("another version is compared by its terms, months that change alike together", async ({ play }) => {
    const { page, wrong } = await opened(play);
    await write(page, (text) => text.replace("outright:        0.001 ", "outright:        0.002 "));
    await tab(page, "Difference", /price › ticks › outright › increment\s+0\.001\s+0\.002/);
    assert.match(await viewText(page), /16 contracts › ticks › outright › value › amount\s+1\.00\s+2\.00/);
    await page.getByRole("button", { name: "Compare from here" }).click();
    await page.waitForFunction(() => /as it was/.test(document.getElementById("view")?.innerText ?? ""));
    assert.equal(wrong, []);
    await page.close();
  });

  test("completion and hover know the language, and a file and its contracts can be chosen", async ({ play }) => {
    const { page, wrong } = await opened(play);
    await page.locator(".cm-line", { hasText: /^ {2}venue:/ }).click();
    await page.keyboard.press("End");
    for (let back = 0; back < 4; back++) await page.keyboard.press("Backspace");
    await page.keyboard.press("Control+Space");
    await page.waitForSelector(".cm-tooltip-autocomplete li");
    assert.match(await page.locator(".cm-tooltip-autocomplete").innerText(), /XDEX/);
    await page.keyboard.press("Escape");
    await page.locator(".cm-content").getByText("H100_RENTAL").first().hover();
    await page.waitForSelector(".cm-tooltip .says");
    assert.match(await page.locator(".cm-tooltip .says").innerText(), /H100 Rental Index/);
    await page.selectOption("#file", "gpu/ogph.tenor");
    await said(page, /error|findings/);
    await page.selectOption("#file", "indices/h100-rental.tenor");
    await page.waitForFunction(() => document.querySelectorAll("#contract option").length === 2);
    assert.equal(wrong, []);
    await page.close();
  });

  test("everything is reached by keyboard, named for who hears the page, and told apart in light and dark", async ({
    play,
  }) => {
    for (const dark of [false, true]) {
      const { page } = await opened(play, dark);
      await page.keyboard.press("Tab");
      assert.is(await page.evaluate(() => document.activeElement?.textContent), "To what the text means");
      await page.getByRole("tab", { name: "Specification" }).focus();
      await page.keyboard.press("ArrowRight");
      assert.is(await page.getByRole("tab", { name: "Calendar" }).getAttribute("aria-selected"), "true");
      await page.keyboard.press("End");
      assert.is(await page.evaluate(() => document.activeElement?.textContent), "Difference");
      await tab(page, "Settlement", /Situation/);
      await page.waitForSelector(".waterfall");
      assert.equal(await page.evaluate(nameless), [], "controls without a name");
      assert.equal(await page.evaluate(faint), [], "words too faint to be read");
      assert.equal(await page.locator("[role=status]").count(), 2);
      await page.close();
    }
  });

  test("on a phone nothing is wider than the screen", async ({ play }) => {
    const { page } = await opened(play, false, 390);
    for (const [name, wanted] of [
      ["Calendar", /GPHG27/],
      ["Settlement", /Situation/],
      ["Filing", /Commission/],
    ] as const) {
      await tab(page, name, wanted);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), name);
    }
    const tall = await page.evaluate(() => (document.getElementById("editor")?.offsetHeight ?? 0) / window.innerHeight);
    assert.ok(tall > 0.4 && tall < 0.6, `the text takes ${tall} of the screen, and the views stand below it`);
    await page.close();
  });

  test("what is loaded before the first findings is below 500 kB, gzipped", ({ play }) => {
    const size = (name: string) => zlib.gzipSync(fs.readFileSync(path.join(play.folder, name)), { level: 9 }).length;
    const loaded = new Set<string>();
    const visit = (name: string): void => {
      if (loaded.has(name)) return;
      loaded.add(name);
      const text = name.endsWith(".js") ? fs.readFileSync(path.join(play.folder, name), "utf8") : "";
      for (const [, other = ""] of text.matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g)) visit(other);
    };
    for (const name of ["index.html", "style.css", "page.js", "worker.js"]) visit(name);
    const sum = [...loaded].reduce((total, name) => total + size(name), 0);
    assert.ok(sum < 500_000, `${sum} bytes: ${[...loaded].join(", ")}`);
  });
}

/** Controls that nobody who hears the page could tell apart. */
function nameless(): string[] {
  return [
    ...document.querySelectorAll<HTMLElement>("button, input, select, [role=region], [role=img], [role=tabpanel]"),
  ]
    .filter((one) => one.offsetParent !== null)
    .filter((one) => {
      const labels = [...((one as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
      const named = document.getElementById(one.getAttribute("aria-labelledby") ?? "")?.textContent ?? "";
      const own = one.tagName === "BUTTON" ? (one.textContent ?? "") : "";
      return [one.getAttribute("aria-label") ?? "", named, own, ...labels].join("").trim() === "";
    })
    .map((one) => one.outerHTML.slice(0, 120));
}

/** Words whose contrast with what is behind them is below 4.5 to 1 (WCAG 2.2, 1.4.3). */
function faint(): string[] {
  const parts = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = parts(colour).map((one) => {
      const share = one / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (one: Element | null): string => {
    if (one === null) return "rgb(255, 255, 255)";
    const { backgroundColor } = getComputedStyle(one);
    const [, , , alpha = 1] = parts(backgroundColor);
    return backgroundColor.startsWith("rgb") && alpha === 1 ? backgroundColor : behind(one.parentElement);
  };
  return [...document.querySelectorAll<HTMLElement>("body *")]
    .filter(
      (one) =>
        one.offsetParent !== null &&
        [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ""),
    )
    .filter((one) => one.tagName !== "OPTION" && one.closest(".unseen, .skip") === null)
    .flatMap((one) => {
      const [a, b] = [light(getComputedStyle(one).color), light(behind(one))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return contrast < 4.5 ? [`${contrast.toFixed(2)} ${one.textContent?.slice(0, 40)}`] : [];
    });
}

test.run();
