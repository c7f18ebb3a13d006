import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../src/index.ts";
import { filesBelow, inProject } from "../kit/files.ts";

const specs = Object.fromEntries(
  filesBelow("specs", (file) => file.endsWith(".tenor") && !file.startsWith("specs/std/")).map((file) => [
    file.slice("specs/".length),
    fs.readFileSync(inProject(file), "utf8").replaceAll('"../std/', '"std/'),
  ]),
);

/** One slip in one shipped spec and the one finding it is worth, whoever takes the term over. */
const SLIPS: readonly (readonly [file: string, from: string, to: string, code: string])[] = [
  ["gpu/gph.tenor", "  size:       1_000", "  siz:        1_000", "field-unknown"],
  ["gpu/gph.tenor", "  tick {", "  tck {", "section-unknown"],
  ["gpu/gph.tenor", "  size:       1_000 GPU_hour", "  size:       1,000 GPU_hour", "thousands-comma"],
  ["gpu/gph.tenor", "last business day of contract month\n", "last business day contract month\n", "value-unreadable"],
  ["gpu/gph.tenor", "venue:      XDEX", "venue:      XDEXX", "name-unknown"],
  ["gpu/gph.tenor", "underlying: H100_RENTAL", "underlying: TOKEN_BASKET", "name-not-imported"],
  ["gpu/gph.tenor", "outright:        0.001 ", "outright:        0.000125 ", "tick-value-exact"],
  [
    "indices/h100-rental.tenor",
    "  window:        15:00 until 16:00 in 12 parts\n",
    "  window:        15:00-16:00 in 12 parts\n",
    "clock-range",
  ],
];

for (const [file, from, to, code] of SLIPS) {
  test(`${JSON.stringify(to.trim())} is one finding`, () => {
    const text = specs[file] as string;
    assert.ok(text.includes(from), `${file} has ${from}`);
    const { diagnostics } = check({ ...specs, [file]: text.replace(from, to) });
    const errors = diagnostics.filter((one) => one.severity === "error");
    assert.is(errors.length, 1, errors.map((one) => `${one.code}: ${one.message}`).join("\n"));
    assert.is(errors[0]?.code, code);
    assert.is(errors[0]?.span.source.path, file);
  });
}

test("what stands by itself is still checked beside a text that could not be read", () => {
  const text = (specs["gpu/gph.tenor"] as string)
    .replace("  size:       1_000", "  siz:        1_000")
    .replace("clearing:   XDCC", "clearing:   XDCD");
  const { diagnostics } = check({ ...specs, "gpu/gph.tenor": text });
  assert.equal(
    diagnostics.map((one) => one.code),
    ["name-unknown", "field-unknown"],
  );
});

test.run();
