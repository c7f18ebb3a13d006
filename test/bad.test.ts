import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { renderText } from "../src/diagnostic/render-text.ts";
import { check } from "../src/index.ts";
import { filesBelow, inProject } from "./kit/files.ts";

/**
 * Every bad spec with its whole report, source included: `bad/CODE.tenor` beside `bad/CODE.txt`. A second file the spec imports stands in
 * `bad/with/`. `UPDATE_GOLDEN=1` writes the reports; read them as prose before they are committed.
 */
const specs = filesBelow("test/bad", (file) => /^test\/bad\/[^/]+\.tenor$/.test(file));
const shared = Object.fromEntries(
  filesBelow("test/bad/with", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
    file.slice("test/bad/".length),
    fs.readFileSync(inProject(file), "utf8"),
  ]),
);

for (const file of specs) {
  const name = file.slice("test/bad/".length, -".tenor".length);
  test(`bad/${name}.tenor is refused in these words`, () => {
    const text = fs.readFileSync(inProject(file), "utf8");
    const wanted = [...text.matchAll(/^(?:import|  file: +) ?"(with\/[^"]+)"/gm)].map((match) => match[1] as string);
    const all = Object.fromEntries(Object.entries(shared).filter(([path]) => reached(wanted).has(path)));
    const asOf = /^\/\/ tenor check --as-of (\S+)$/m.exec(text)?.[1];
    const { diagnostics } = check({ [`${name}.tenor`]: text, ...all }, asOf === undefined ? {} : { asOf });
    const code = name.replace(/\..*$/, "");
    assert.ok(
      diagnostics.some((one) => one.code === code),
      `it brings about ${diagnostics.map((one) => one.code).join(", ") || "nothing"}`,
    );
    // One mistake is one finding: a second one of another kind would be a follow-up that only confuses.
    assert.equal(
      diagnostics.filter((one) => one.code !== code).map((one) => `${one.code}: ${one.message}`),
      [],
    );
    const report = inProject(`test/bad/${name}.txt`);
    const rendered = renderText(diagnostics);
    if (process.env["UPDATE_GOLDEN"] === "1") fs.writeFileSync(report, rendered);
    assert.fixture(
      rendered,
      fs.existsSync(report) ? fs.readFileSync(report, "utf8") : "",
      `differs from test/bad/${name}.txt`,
    );
  });
}

/** The files of `with/` that are imported, also by one another. */
function reached(first: readonly string[]): Set<string> {
  const found = new Set<string>();
  const wanted = [...first];
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const match of (shared[path] ?? "").matchAll(/^import "([^"]+)"/gm)) wanted.push(`with/${match[1] as string}`);
    for (const match of (shared[path] ?? "").matchAll(/^ +file: +"([^"]+)"/gm)) found.add(`with/${match[1] as string}`);
  }
  return found;
}

test("there are bad specs", () => {
  assert.ok(specs.length > 50, `${specs.length} found`);
});

test.run();
