import { entry } from "../entry.ts";

/** What stands in the way of printing pages. */
export const printEntries = {
  "usage-browser-missing": entry<{ named: string }>({
    severity: "error",
    message: (p) =>
      p.named === "" ? "no Chromium is on this machine, and pages are printed by one" : `\`${p.named}\` is no program`,
    help: () =>
      "install Chromium, or name one by `--chromium PATH` or `TENOR_CHROMIUM`; pages and DOCX are written without it",
    page: `\`tenor print\` has pages printed by a Chromium of this machine: the one that \`--chromium\` or \`TENOR_CHROMIUM\` names, else \`chromium\`,
\`chromium-browser\`, \`google-chrome\` or \`chrome\` on \`PATH\`. Nothing is downloaded, and without one nothing is printed; every document is there as Markdown,
HTML and DOCX all the same.

    tenor print out/GPH/filings --out pdf --chromium /usr/bin/chromium`,
  }),
  "usage-no-pages": entry<{ path: string; why: string }>({
    severity: "error",
    message: (p) => `${p.path} cannot be printed: ${p.why}`,
    help: () => "name a page that ends in `.html`, or a folder of pages of a build, each of a name of its own",
    page: `\`tenor print\` takes pages, or folders in which and below which it finds them. A PDF is named by its page, below the name of the folder that was given;
two pages of one name are refused, for one would take the place of the other.

    tenor print out/GPH/filings out/ITK/rulebook.html --out pdf`,
  }),
  "usage-not-printed": entry<{ page: string; browser: string; why: string }>({
    severity: "error",
    message: (p) => `${p.browser} did not print ${p.page}: ${p.why}`,
    help: () => "start that browser by hand with `--headless --print-to-pdf` and look at what it says",
    page: `The browser was found, and gave no PDF. What was printed before stays whole: pages are written all together or not at all.`,
  }),
};
