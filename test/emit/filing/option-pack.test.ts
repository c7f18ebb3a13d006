import { test } from "uvu";
import * as assert from "uvu/assert";
import { filingEmitter } from "../../../src/emit/filing/emit.ts";
import { filingFindings } from "../../../src/emit/filing/findings.ts";
import type { ContractModel, Limits } from "../../../src/model/model.ts";
import { ogph, oitk } from "./specials-kit.ts";

const models: readonly ContractModel[] = [ogph(), oitk()];

/** The Markdown of a document of the pack, without its anchors. */
const document = (model: ContractModel, name: string): string => {
  const found = filingEmitter.emit(model).artifacts.find((one) => one.path.endsWith(`/${name}.md`));
  return found!.content.replace(/<a id="[^"]*"><\/a>/g, "").replaceAll("\\", "");
};

const withLevels = (model: ContractModel, levels: Limits["levels"]): ContractModel => {
  const option = model.option!;
  return { ...model, option: { ...option, limits: { ...option.limits!, levels } } };
};

for (const model of models) {
  const { id, contracts, underlying } = model.option!;
  const listed = contracts.flatMap(({ strikes }) => strikes);

  test(`what ${id}'s example works out is a series that is listed, at prices near its strike`, () => {
    const example = document(model, "example");
    const exercised = [...example.matchAll(/ [CP](\d+\.\d+) ends on .*? on that day USD (\d+(?:\.\d+)?)/g)];
    assert.is(exercised.length, 2);
    for (const [, strike = "", price = ""] of exercised) {
      assert.ok(listed.includes(strike), `${strike} is not among ${listed.join(", ")}`);
      assert.ok(Math.abs(Number(price) / Number(strike) - 1) < 0.5, `${price} is far from ${strike}`);
    }
    assert.is(example.includes("| Futures |"), false, "who is paid in cash gets no futures, and no column of noughts");
  });

  test(`the chapter of ${id} says in words which contract a month is on`, () => {
    const chapter = document(model, "rulebook");
    assert.not.ok(chapter.includes(underlying.text), "the text of the specification is no rule");
    assert.match(
      chapter,
      /A contract month of the Option is on the nearest contract of .+ whose last trading day falls/,
    );
  });

  test(`the chapter of ${id} speaks of limits where there are any, and of accountability where there is any`, () => {
    const { levels } = model.option!.limits!;
    const spoken = (type: "limit" | "accountability") => {
      const chapter = document(
        withLevels(
          model,
          levels.map((one) => ({ ...one, type })),
        ),
        "rulebook",
      );
      return [chapter.includes("more than a limit of this table"), chapter.includes("above an accountability level")];
    };
    assert.equal(spoken("limit"), [true, false]);
    assert.equal(spoken("accountability"), [false, true]);
    const row = (model: ContractModel): boolean => document(model, "core-principles").includes("Levels of its own");
    assert.equal([row(model), row(withLevels(model, []))], [true, false]);
  });
}

test("a fact that no document of an option's filing prints is refused where it stands", () => {
  const [model] = models;
  const filing = model!.filings[0]!;
  const stated = (name: string) => {
    const fact = { ...filing.facts[0]!, name, value: "Something.", clause: `${filing.id}/${name}` };
    return filingFindings({ ...model!, filings: [{ ...filing, facts: [...filing.facts, fact] }] });
  };
  for (const name of ["timeliness", "owners", "price-series"])
    assert.equal(
      stated(name).map(({ code, clause }) => [code, clause]),
      [["filing-fact-unprinted", `${filing.id}/${name}`]],
    );
  assert.equal(stated("core-principle-3"), []);
});

test("the step of block trades of an option is a term of its letter and of its rule", () => {
  const [model] = models;
  const option = model!.option!;
  const ticks = [...option.ticks, { ...option.ticks[0]!, role: "block" as const, increment: "0.0002" }];
  const stated = { ...model!, option: { ...option, ticks } };
  assert.match(document(stated, "letter"), /\| Minimum increment of block trades \| USD 0\.0002 per /);
  assert.match(document(stated, "rulebook"), /A block trade is dealt at a multiple of USD 0\.0002 per /);
});

test.run();
