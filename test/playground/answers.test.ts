import { test } from "uvu";
import * as assert from "uvu/assert";
import { makeAnswers } from "../../src/playground/answers.ts";
import { clausesOf, type Piece, wordsOf } from "../../src/playground/piece.ts";
import { VIEWS } from "../../src/playground/protocol.ts";
import { shippedTexts } from "../kit/browser.ts";

const texts = shippedTexts();
const ask = makeAnswers();
await ask("open", texts);
const GPH = "gpu/gph.tenor";
const text = (path: string): string => texts.files[path] as string;

test("every view of every shipped contract says something, and leads to clauses that stand somewhere", async () => {
  let seen = 0;
  for (const path of Object.keys(texts.files).filter((one) => one.endsWith(".tenor"))) {
    const { contracts, sound, findings } = await ask("findings", { path, text: text(path) });
    assert.ok(sound, `${path}: ${findings.map((one) => one.message).join("; ")}`);
    for (const { root } of contracts) {
      for (const view of VIEWS) {
        const before = view === "difference" ? { before: text(path) } : {};
        const found = await ask("view", { path, root, view, ...before });
        assert.ok(found, `${path} ${root} ${view}`);
        if (view === "settlement") continue;
        const words = wordsOf(found.pieces) + found.documents.map(({ html }) => html).join("");
        assert.ok(words.length > 20, `${path} ${root} ${view}: ${words}`);
        assert.not.match(words, /undefined|\[object|NaN/, `${path} ${root} ${view}`);
        for (const id of clausesOf(found.pieces)) assert.ok(found.clauses[id], `${view}: ${id} stands nowhere`);
        seen++;
      }
    }
  }
  assert.ok(seen > 100, `${seen} views`);
});

test("every function of every shipped contract can be tried in every situation that is offered", async () => {
  let tried = 0;
  for (const path of [
    "gpu/gph.tenor",
    "gpu/gph-barrier.tenor",
    "gpu/ogph.tenor",
    "gpu/gph-perpetual.tenor",
    "tokens/itk.tenor",
  ]) {
    const { contracts } = await ask("findings", { path, text: text(path) });
    const { root } = contracts[0]!;
    for (const { name, scenarios } of await ask("tries", { path, root })) {
      for (const one of scenarios) {
        const settled = await ask("settle", { path, root, name, arguments: one.arguments });
        assert.not.match(settled.said, /^Refused|undefined|\[object/, `${root} ${name}: ${one.name}`);
        tried++;
      }
    }
  }
  assert.ok(tried > 200, `${tried} situations`);
});

test("a settlement shows the line taken, those passed over with their reasons and those not reached", async () => {
  await ask("findings", { path: GPH, text: text(GPH) });
  const daily = (await ask("tries", { path: GPH, root: "GPH" })).find(({ name }) => name === "dailySettlement")!;
  const [nothing] = daily.scenarios;
  assert.is(nothing?.name, "nothing happened");
  const { pieces } = await ask("settle", {
    path: GPH,
    root: "GPH",
    name: "dailySettlement",
    arguments: nothing!.arguments,
  });
  const lines = (wanted: string): string[] => {
    const found: string[] = [];
    const visit = (one: Piece): void => {
      if (typeof one === "string") return;
      if (one.is === wanted) found.push(wordsOf(one.inside));
      one.inside.forEach(visit);
    };
    pieces.forEach(visit);
    return found;
  };
  assert.is(lines("priced").length, 3);
  assert.equal(lines("line-taken"), [
    "previous settlement taken",
    "previous settlement taken",
    "previous settlement + change of nearest month listed before taken",
  ]);
  assert.ok(
    lines("line-passed").includes("midpoint of quotes when width <= 5 ticks passed over: no quotes with both sides"),
  );
  assert.equal(lines("line-below"), ["previous settlement not reached"]);
});

test("what a calculator refuses is said with its place, and the next question is answered", async () => {
  const settle = (given: readonly unknown[]) =>
    ask("settle", { path: GPH, root: "GPH", name: "settlementValue", arguments: given });
  const refused = await settle(["cheap", "1"]);
  assert.match(refused.said, /^Refused: /);
  assert.match((await settle(["2.5", "1"])).said, "2500.00");
});

test("of a text with an error nothing is shown, and its findings carry what mends them", async () => {
  const wrong = text(GPH).replace("1_000 GPU_hour", "1,000 GPU_hour");
  const { findings, sound } = await ask("findings", { path: GPH, text: wrong });
  assert.is(sound, false);
  const [first] = findings;
  assert.is(first?.line, 21);
  const [edit] = first?.mends[0]?.edits ?? [];
  assert.ok(edit);
  const mended = wrong.slice(0, edit.start) + edit.text + wrong.slice(edit.end);
  assert.is(mended, text(GPH));
  assert.is(await ask("view", { path: GPH, root: "GPH", view: "sheet" }), undefined);
  assert.equal(await ask("tries", { path: GPH, root: "GPH" }), []);
  await ask("findings", { path: GPH, text: text(GPH) });
});

test("the payoff of a contract that is bounded is flat outside its bounds", async () => {
  const path = "gpu/gph-bounded.tenor";
  const { contracts } = await ask("findings", { path, text: text(path) });
  const view = await ask("view", { path, root: contracts[0]!.root, view: "payoff" });
  const rows: string[] = [];
  const visit = (one: Piece): void => {
    if (typeof one === "string") return;
    if (one.tag === "td") rows.push(wordsOf(one.inside));
    one.inside.forEach(visit);
  };
  view!.pieces.forEach(visit);
  assert.is(rows[0], "USD -1,000.00");
  assert.is(rows[1], "USD -1,000.00");
  assert.is(rows.at(-1), "USD 1,000.00");
  assert.is(rows.at(-2), "USD 1,000.00");
});

test("an edit of a tick is told in terms, the months that change alike together", async () => {
  const now = text(GPH).replace("outright:        0.001 ", "outright:        0.002 ");
  await ask("findings", { path: GPH, text: now });
  const view = await ask("view", { path: GPH, root: "GPH", view: "difference", before: text(GPH) });
  const words = wordsOf(view!.pieces);
  assert.match(words, "price › ticks › outright › increment 0.001 0.002");
  assert.match(words, "16 contracts › ticks › outright › value › amount 1.00 2.00");
  await ask("findings", { path: GPH, text: text(GPH) });
});

test.run();
