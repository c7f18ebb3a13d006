import * as fs from "node:fs";
import * as path from "node:path";

const GPH = "gpu/gph.tenor";

/** Waits until the page shows a text that matches; what matched, on one line. */
async function shows(page, selector, wanted) {
  const found = await page.waitForFunction(
    ([where, source]) => {
      for (const one of document.querySelectorAll(where)) {
        // The editor writes its spaces as spaces that do not break.
        const text = one.textContent.replace(/\u00a0/g, " ");
        if (new RegExp(source).test(text)) return text;
      }
      return undefined;
    },
    [selector, wanted.source],
  );
  return String(await found.jsonValue())
    .replace(/\s+/g, " ")
    .slice(0, 160);
}

async function open(page, file) {
  await page.waitForSelector(".monaco-workbench .part.editor");
  await page.keyboard.press("Control+p");
  await page.locator(".quick-input-widget input").fill(file);
  await page.waitForSelector(".quick-input-list .monaco-list-row");
  await page.waitForTimeout(700);
  await page.keyboard.press("Enter");
  await page.waitForSelector(`.tab.active[data-resource-name="${path.basename(file)}"]`);
  await page.waitForSelector(".view-lines .view-line");
}

/** Puts the cursor at a word of the open file, as `specs` holds it. */
async function goto(page, specs, file, word, behind = 0) {
  const text = fs.readFileSync(path.join(specs, file), "utf8");
  const at = text.indexOf(word);
  if (at < 0) throw new Error(`${file} does not hold ${word}`);
  const line = text.slice(0, at).split("\n").length;
  const column = at - text.lastIndexOf("\n", at - 1) + behind;
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+g");
  await page.locator(".quick-input-widget input").fill(`:${line}:${column}`);
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  await inEditor(page);
}

/** Waits until keys go into the text again. */
async function inEditor(page) {
  await page.waitForSelector(".quick-input-widget", { state: "hidden" });
  await page.waitForSelector(".editor-instance .monaco-editor.focused");
  await page.waitForTimeout(500);
}

async function command(page, title) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").fill(`>${title}`);
  await page.waitForSelector(".quick-input-list .monaco-list-row");
  await page.waitForTimeout(500);
  await page.keyboard.press("Enter");
}

/** The steps in their order, each on the page as the one before left it; what a step gives is what it saw. */
export const steps = [
  [
    "code lens",
    async ({ page }) => {
      await open(page, GPH);
      const lens = page.getByText(/next expiry 20\d\d-\d\d-\d\d . 16 months listed . \d+ compliance findings?/).first();
      await lens.waitFor();
      return lens.innerText();
    },
  ],
  [
    "colours by meaning",
    async ({ page, specs }) => {
      await goto(page, specs, GPH, "H100_RENTAL", 2);
      await command(page, "Developer: Inspect Editor Tokens and Scopes");
      const saw = await shows(page, ".token-inspect-widget", /semantic token typeevent/);
      await page.keyboard.press("Escape");
      return saw;
    },
  ],
  [
    "hover",
    async ({ page, specs }) => {
      await goto(page, specs, GPH, 'GPH "', 1);
      await command(page, "Show or Focus Hover");
      const saw = await shows(page, ".monaco-hover", /last-trading-day of the first contracts listed/);
      await page.keyboard.press("Escape");
      return saw;
    },
  ],
  ["unit hints", async ({ page }) => shows(page, ".view-line", /outright: +0\.001 *USD \/ GPU_hour/)],
  [
    "completion",
    async ({ page, specs }) => {
      await goto(page, specs, GPH, "1_000 GPU_hour", 0);
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      await page.keyboard.type("cu");
      await page.keyboard.press("Control+Space");
      const saw = await shows(page, ".suggest-widget .monaco-list-row", /currency/);
      await page.keyboard.press("Control+Space");
      await page.waitForTimeout(800);
      return saw;
    },
  ],
  [
    "back as it was",
    async ({ page }) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+Shift+k");
      await page.waitForSelector(".squiggly-error", { state: "detached" });
      return "the line is gone, and its finding with it";
    },
  ],
  [
    "finding",
    async ({ page, specs }) => {
      await goto(page, specs, GPH, "contract:   month", 12);
      await page.keyboard.press("Shift+End");
      await page.keyboard.type("monthly");
      await page.waitForSelector(".squiggly-error");
      await command(page, "Problems: Focus on Problems View");
      return shows(page, ".markers-panel .monaco-list-row", /not one of the words/);
    },
  ],
  [
    "quick fix",
    async ({ page, specs }) => {
      await goto(page, specs, GPH, "contract:   month", 13);
      await page.keyboard.press("Control+.");
      const saw = await shows(page, ".action-widget .monaco-list-row", /write `month`/);
      await page.keyboard.press("Enter");
      await page.waitForSelector(".squiggly-error", { state: "detached" });
      return saw;
    },
  ],
  [
    "outline",
    async ({ page }) => {
      await page.keyboard.press("Control+Shift+o");
      const saw = await shows(page, ".quick-input-list .monaco-list-row", /classification/);
      await page.keyboard.press("Escape");
      return saw;
    },
  ],
  [
    "folding",
    async ({ page }) => {
      await command(page, "Fold All");
      await page.waitForSelector(".codicon-folding-collapsed");
      const count = await page.locator(".codicon-folding-collapsed").count();
      await command(page, "Unfold All");
      return `${count} folded`;
    },
  ],
  [
    "definition in another file",
    async ({ page, specs }) => {
      await goto(page, specs, GPH, "underlying: H100_RENTAL", 14);
      await command(page, "Go to Definition");
      return shows(page, ".view-line", /^index H100_RENTAL "/);
    },
  ],
  [
    "rename across files",
    async ({ page }) => {
      await page.keyboard.press("F2");
      await page.waitForSelector(".rename-box input");
      await page.locator(".rename-box input").fill("H100_RENT");
      await page.keyboard.press("Enter");
      await shows(page, ".view-line", /index H100_RENT "/);
      await open(page, GPH);
      return shows(page, ".view-line", /underlying: H100_RENT$/);
    },
  ],
  [
    "references",
    async ({ page, specs }) => {
      await goto(page, specs, GPH, "underlying: H100_RENT", 14);
      await page.keyboard.press("Shift+F12");
      const saw = await shows(page, ".peekview-title, .zone-widget .head", /[Rr]eferences/);
      await page.waitForTimeout(1500);
      await page.keyboard.press("Escape");
      return saw;
    },
  ],
  [
    "formatting",
    async ({ page, specs }) => {
      await goto(page, specs, GPH, "venue:      XDEX", 0);
      await page.keyboard.type("      ");
      await command(page, "Format Document");
      return shows(page, ".view-line", /^ {2}venue: {6}XDEX$/);
    },
  ],
  [
    "a text nobody has saved",
    async ({ page }) => {
      await command(page, "File: New Untitled Text File");
      await command(page, "Change Language Mode");
      await page.locator(".quick-input-widget input").fill("Tenor");
      await page.waitForTimeout(500);
      await page.keyboard.press("Enter");
      await page.keyboard.insertText("future F {\n  size: 1,000\n");
      await page.waitForSelector(".squiggly-error");
      return "its findings are there";
    },
  ],
];
