import { test } from "uvu";
import * as assert from "uvu/assert";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import { load } from "../calculator/load.ts";
import { line, part } from "./checklist-points.ts";
import { packOf, rowsOf, withImports } from "./checklist-kit.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** `4 February 2027` as a civil day. */
function dayOf(words: string): string {
  const [date = "", month = "", year = ""] = words.split(" ");
  return `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-${date.padStart(2, "0")}`;
}

const figure = (words: string): string => /-?[\d,]+(?:\.\d+)?/.exec(words)![0].replaceAll(",", "");

for (const [product, path] of [
  ["GPH", "filings/gph-40-2.tenor"],
  ["ITK", "filings/itk-40-2.tenor"],
  ["MGPH", "filings/mgph-40-2.tenor"],
] as const) {
  test(`${product} L98 the calculator that is printed returns the figures of the worked example, from what the document says`, async () => {
    const { model, text } = packOf(withImports(path), product);
    const example = text("example");
    const calculator = await load(model);
    const rows = rowsOf(example, "| Day |");
    assert.ok(rows.length >= 5);
    const prints = Object.fromEntries(rows.map(([day = "", value = ""]) => [dayOf(day), figure(value)]));
    const [, month = "", year = ""] = /, of (\w+) (\d{4}), averages/.exec(example)!;
    const period = `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}`;
    const index = model.product!.underlying.index;
    const { price } = calculator["finalSettlement"]!({
      period,
      days: Object.keys(prints).sort(),
      prints: { [index]: prints },
    }) as {
      price: string;
    };
    assert.is(price, figure(line(example, "3. The final settlement price").replace(/.*, is /, "")));
    const previous = figure(line(example, "4. The settlement price of the day before").replace(/.*before was /, ""));
    const money = calculator["variationMargin"]!({ settlement: price, previous, lots: "10" }) as { amount: string };
    assert.is(money.amount, figure(line(example, "5. For 10 contracts").replace(/.*is paid /, "")).replace(/^-/, ""));
  });

  test(`${product} L98 every way that the example lists is a branch of the calculator's vectors, the fallbacks among them`, () => {
    const { model, text } = packOf(withImports(path), product);
    const { branches, vectors } = vectorsFile(model);
    const rows = rowsOf(text("example"), "| Calculation |");
    assert.is(rows.length, branches.length);
    assert.ok(branches.some((one) => /fallback|previous|determination/i.test(one.tier)));
    for (const [at, cells] of rows.entries()) {
      const vector = vectors[Number(cells[4])]!;
      assert.is(vector.function, branches[at]!.function);
      assert.ok(vector.branches.includes(branches[at]!.tier), cells.join(" | "));
    }
    assert.ok(part(text("example"), "## 2. Every way").includes("calculator/vectors.json"));
  });
}

test.run();
