import { test } from "uvu";
import * as assert from "uvu/assert";
import { meantAt } from "../../src/server/names.ts";
import { placesOf, refused, renaming } from "../../src/server/references.ts";
import { openAt, shippedText } from "../kit/desk.ts";

const GPH = "gpu/gph.tenor";

function meaning(marked: string, path = GPH) {
  const text = marked.replace("¦", "");
  const whole = shippedText(path);
  assert.ok(whole.includes(text), text);
  const { desk, offset } = openAt(
    path,
    whole.replace(text, () => marked),
  );
  const { workspace } = desk.analysis(path);
  return { desk, workspace, meant: meantAt(workspace, path, offset) };
}

function places(marked: string, path = GPH): string[] {
  const { desk, meant } = meaning(marked, path);
  assert.ok(meant !== undefined, marked);
  return placesOf(desk, meant).map((one) => {
    const line = one.source.text.slice(0, one.start).split("\n").length;
    assert.ok(
      meant.kind === "local" ||
        one.source.text.slice(one.start, one.end) === (meant.kind === "declared" ? meant.symbol.name : ""),
    );
    return `${one.source.path}:${line}`;
  });
}

test("every place that names a declaration is found in all files that see it, its declaration first", () => {
  const found = places("underlying: H100_REN¦TAL");
  assert.match(found[0] ?? "", /^indices\/h100-rental\.tenor:/);
  for (const path of [GPH, "gpu/gph-bounded.tenor", "gpu/gph-perpetual.tenor"])
    assert.ok(
      found.some((one) => one.startsWith(`${path}:`)),
      path,
    );
  assert.is(new Set(found).size, found.length);
});

test("citations in prose name their source", () => {
  const found = places("[RENTAL-ST¦UDY]");
  assert.match(found[0] ?? "", /^sources\.tenor:/);
  assert.ok(found.some((one) => one.startsWith("gpu/ogph.tenor:")));
});

test("a date belongs to its product: other products' dates of that name are not found, those of its heirs are", () => {
  const found = places("last-trad¦ing-day:     last");
  assert.match(found[0] ?? "", /^gpu\/gph\.tenor:/);
  assert.ok(
    found.some((one) => one.startsWith("gpu/mgph.tenor:")),
    "the micro takes GPH's dates over",
  );
  assert.not.ok(
    found.some((one) => one.startsWith("tokens/")),
    found.join(" "),
  );
});

test("names of one's own can be changed, words of the language and shipped names not, and each refusal says why", () => {
  const yes = renaming(meaning("underlying: H100_REN¦TAL").meant);
  assert.is(yes.kind, "yes");
  const no = (marked: string) => {
    const answer = renaming(meaning(marked).meant);
    return answer.kind === "no" ? answer.why : "";
  };
  assert.match(no("dates on US_EX¦CHANGE"), /shipped library/);
  assert.match(no("last-trad¦ing-day:     last"), /word of the language/);
  assert.match(no("under¦lying:"), /word of the language/);
  assert.match(no('import "supp¦ly.tenor"'), /moving the file/);
});

test("a new name that is none, or is taken, is refused", () => {
  const { workspace, meant } = meaning("underlying: H100_REN¦TAL");
  assert.ok(meant !== undefined);
  assert.match(refused(workspace, GPH, meant, "9th") ?? "", /is no name/);
  assert.match(refused(workspace, GPH, meant, "XDEX") ?? "", /declared already, in venue\.tenor/);
  assert.is(refused(workspace, GPH, meant, "H100_PRICE"), undefined);
});

test.run();
