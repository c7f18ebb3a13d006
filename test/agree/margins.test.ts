import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ContractModel, Product } from "../../src/model/model.ts";
import { marginRanges } from "../../src/emit/calculator/margin-code.ts";
import { wholeMoney } from "../../src/prove/money-ranges.ts";
import { fromInteger, multiply, parse, type Rational, show } from "../../src/runtime/exact.ts";
import type { AmountColumn } from "../../src/runtime/margin-columns.ts";
import { type Calculator, load, outcome } from "../emit/calculator/load.ts";
import { fc } from "../kit/property.ts";
import { modelIn } from "../kit/spec-models.ts";
import { read, same } from "./number.ts";
import { readMargin } from "./reading.ts";

/** Contracts whose margins take every way: with and without a proof, rounded or not, on ticks that share no step, below zero. */
const changed = (change: (text: string) => string): ContractModel =>
  modelIn("test/conformance/fields/structured.tenor", "BETWEEN", change);
const limited = (text: string): string =>
  text.replace(
    "  listing {",
    '  limits { single-month: 5_000 contracts; all-months: 9_000 contracts; aggregation: under "Rule 559" }\n  listing {',
  );
const fine = (text: string): string =>
  text
    .replace("outright: 0.001; settlement: 0.0001", "outright: 0.000005; settlement: 0.000005")
    .replace("exact to 0.01 USD", "exact to 0.001 USD");
const variants: Readonly<Record<string, ContractModel>> = {
  "without limits": changed((text) => text),
  "with a position limit": changed(limited),
  "finer than cents": changed(fine),
  "finer than cents, with a position limit": changed((text) => fine(limited(text))),
  "on two ticks that share no step": changed((text) =>
    text.replace(
      "outright: 0.001; settlement: 0.0001",
      "outright: 0.0025; calendar-spread: 0.0010; settlement: 0.0025",
    ),
  ),
  signed: changed((text) => text.replace("USD / GPU_hour of H100_SXM\n", "USD / GPU_hour of H100_SXM, signed\n")),
  "paid in another currency": modelIn("test/conformance/product.payment.rate/valid.tenor", "DERIVED"),
  "finer than cents of another currency": modelIn("test/conformance/product.payment.tick/valid.tenor", "DERIVED"),
};

const MODES = ["half-even", "half-away", "half-up", "half-down", "up", "down", "away", "toward-zero"];

type Row = { readonly lots: number; readonly previous: number; readonly settlement: number };
const rows = (product: Product): fc.Arbitrary<Row[]> => {
  const { ticks } = wholeMoney(product);
  const least = product.price.signed ? -2_000_000_000 : 0;
  const price = fc
    .oneof(
      { weight: 6, arbitrary: fc.integer({ min: 20_000, max: 30_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: least, max: 2_147_483_647 }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 2_147_483_647, Math.max(least, -2_147_483_648)) },
    )
    .chain((units) =>
      ticks.length === 0
        ? fc.constant(units)
        : fc.constantFrom(...ticks).map((tick) => Math.trunc(units / tick) * tick),
    );
  const lots = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -5_000, max: 5_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 5_000, -5_000, 5_001, -5_001, -2_147_483_648, 2_147_483_647) },
  );
  return fc.array(fc.record({ lots, previous: price, settlement: price }), { maxLength: 12 });
};

/** What was returned, but for the number of rows that took another way; numbers as text, so that minus zero shows. */
const plain = (found: ReturnType<typeof outcome>): unknown => {
  if (!("returns" in found)) return found;
  const { amounts, exactRows: _, ...rest } = found.returns as AmountColumn;
  return { ...rest, amounts: [...amounts].map((one) => (Object.is(one, -0) ? "-0" : String(one))) };
};

for (const [name, model] of Object.entries(variants)) {
  const product = model.product as Product;
  test(`margins over columns ${name} are those of the second reading, in every mode and type of column`, async () => {
    const calculator = await load(model);
    const unit = wholeMoney(product).priceUnit;
    const module = (await (await load(model, ".wasm.js"))["open"]?.()) as Calculator;
    const price = (units: number): string => show(multiply(unit, fromInteger(units)));
    const coarse = calculator["roundedVariationMarginOfColumns"] !== undefined;
    assert.is(coarse, name.startsWith("finer"));
    const modes = [undefined, ...(coarse ? MODES : [])];
    fc.assert(
      fc.property(
        rows(product),
        fc.constantFrom(...modes),
        fc.constantFrom(Int32Array, Float64Array),
        (all, mode, Type) => {
          const columns = {
            lots: Type.from(all.map((one) => one.lots)),
            previous: Type.from(all.map((one) => one.previous)),
            settlement: Type.from(all.map((one) => one.settlement)),
          };
          const found = outcome(() =>
            mode === undefined
              ? calculator["variationMarginOfColumns"]?.(columns)
              : calculator["roundedVariationMarginOfColumns"]?.(columns, mode),
          );
          if (columns.lots instanceof Int32Array) {
            const by = outcome(() =>
              mode === undefined
                ? module["variationMarginOfColumns"]?.(columns)
                : module["roundedVariationMarginOfColumns"]?.(columns, mode),
            );
            assert.equal(plain(by), plain(found), "WebAssembly differs");
          }
          const wanted = all.map(({ lots, previous, settlement }) =>
            readMargin(product, BigInt(lots), price(previous), price(settlement), mode && "0.01", mode),
          );
          const to = read(mode === undefined ? product.tickValueExactTo.amount : "0.01");
          const tooLarge = wanted.findIndex((amount) => {
            const { top, bottom } = read(amount);
            const units = (top * to.bottom) / (bottom * to.top);
            return units >= 2n ** 53n || units <= -(2n ** 53n);
          });
          if (tooLarge >= 0) {
            assert.equal(found, { refused: "over-range", place: `row ${tooLarge}` });
            return;
          }
          assert.ok("returns" in found, JSON.stringify(found));
          const { amounts, unit: step, total } = found.returns as AmountColumn;
          const scaled = [...amounts].map((amount) => {
            assert.not.ok(Object.is(amount, -0), "minus zero");
            return show(multiply({ n: to.top, d: to.bottom }, fromInteger(amount)));
          });
          assert.ok(same(read(step), to));
          wanted.forEach((amount, at) =>
            assert.ok(same(read(amount), read(scaled[at] as string)), `${amount}, not ${scaled[at]}`),
          );
          const sum = wanted
            .map(read)
            .reduce((a, b) => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom }), {
              top: 0n,
              bottom: 1n,
            });
          assert.is(sum.top * read(total).bottom, read(total).top * sum.bottom);
        },
      ),
      { numRuns: 150 },
    );
  });
}

test("a position limit proves that every product fits, and without one the proof names the clause that would", () => {
  const proof = (name: string) => marginRanges(variants[name]?.product as Product);
  assert.is(proof("with a position limit").kernel, "proved");
  assert.is(proof("with a position limit").most, 5_000);
  const checked = proof("without limits");
  assert.is(checked.kernel, "checked");
  assert.match(checked.missing[0]?.wanted ?? "", /single-month: N contracts.*at most 419430/);
  for (const name of Object.keys(variants))
    for (const { low, high, width } of proof(name).steps) {
      const bits = { int32: 31n, int53: 53n, int64: 63n, int128: 127n, big: 10_000n }[width];
      assert.ok(BigInt(low) >= -(2n ** bits) && BigInt(high) <= 2n ** bits, `${name}: ${low} to ${high} in ${width}`);
    }
});

test("rows that are wrong are refused by their column and number, in a block of any size", async () => {
  const of = async (name: string) => (await load(variants[name] as ContractModel))["variationMarginOfColumns"];
  const plain = await of("without limits");
  const proved = await of("with a position limit");
  const two = await of("on two ticks that share no step");
  const many = 10_000;
  const columns = (
    change: (made: { lots: Float64Array; previous: Float64Array; settlement: Float64Array }) => void,
  ) => {
    const made = {
      lots: new Float64Array(many).fill(7),
      previous: new Float64Array(many).fill(20_000),
      settlement: new Float64Array(many).fill(20_005),
    };
    change(made);
    return made;
  };
  const refused = (call: typeof plain, input: unknown): string => {
    const found = outcome(() => call?.(input));
    return "refused" in found ? `${found.refused} at ${found.place}` : "a value";
  };
  for (const call of [plain, proved]) {
    assert.is(
      refused(
        call,
        columns(({ lots }) => lots.fill(Number.NaN, 9_000)),
      ),
      "not-an-integer at lots[9000]",
    );
    assert.is(
      refused(
        call,
        columns(({ lots }) => lots.fill(-0, 9_999)),
      ),
      "not-an-integer at lots[9999]",
    );
    assert.is(
      refused(
        call,
        columns(({ previous }) => previous.fill(0.5, 17, 18)),
      ),
      "not-an-integer at previous[17]",
    );
    assert.is(
      refused(
        call,
        columns(({ previous }) => previous.fill(2 ** 53, 17, 18)),
      ),
      "not-an-integer at previous[17]",
    );
    assert.is(
      refused(
        call,
        columns(({ settlement }) => settlement.fill(Infinity, 5_000)),
      ),
      "not-an-integer at settlement[5000]",
    );
    assert.is(
      refused(
        call,
        columns(({ settlement }) => settlement.fill(-1, 4_096)),
      ),
      "negative-price at settlement[4096]",
    );
    const whole = columns(() => undefined);
    const of32 = {
      lots: Int32Array.from(whole.lots),
      previous: Int32Array.from(whole.previous),
      settlement: Int32Array.from(whole.settlement),
    };
    of32.previous[4_097] = -1;
    assert.is(refused(call, of32), "negative-price at previous[4097]");
    assert.is(refused(call, { ...whole, settlement: new Float64Array(3) }), "columns-differ at settlement");
    assert.is(refused(call, { ...whole, lots: [...whole.lots] }), "not-a-column at lots");
    assert.is(
      refused(call, { ...whole, lots: new Float64Array(new SharedArrayBuffer(8 * many)) }),
      "shared-buffer at lots",
    );
    assert.is(refused(call, { lots: whole.lots, previous: whole.previous }), "missing-input at settlement");
    assert.is(refused(call, { ...whole, account: whole.lots }), "unknown-field at account");
    assert.is(
      refused(
        call,
        columns(({ lots, settlement }) => [lots.fill(2 ** 31, 60, 61), settlement.fill(2 ** 40, 60, 61)]),
      ),
      "over-range at row 60",
    );
  }
  assert.is(
    refused(
      two,
      columns(({ settlement }) => settlement.fill(20_007, 33, 34)),
    ),
    "off-tick at settlement[33]",
  );
  assert.is(
    refused(
      two,
      columns(({ settlement }) => settlement.fill(20_006, 33, 34)),
    ),
    "a value",
  );
});

test("amounts are written where the caller says, in memory of their own", async () => {
  const call = (await load(variants["finer than cents"] as ContractModel))["roundedVariationMarginOfColumns"];
  const columns = { lots: Int32Array.of(3, -1), previous: Int32Array.of(0, 0), settlement: Int32Array.of(1, 3) };
  const amounts = new Float64Array(2);
  const found = call?.({ ...columns, amounts }, "half-even") as AmountColumn;
  assert.is(found.amounts, amounts);
  assert.equal([...amounts], [2, -2]);
  const refused = (given: unknown): unknown => outcome(() => call?.({ ...columns, amounts: given }, "half-even"));
  assert.equal(refused(new Float64Array(3)), { refused: "columns-differ", place: "amounts" });
  assert.equal(refused([0, 0]), { refused: "not-a-column", place: "amounts" });
  assert.equal(refused(new Float64Array(new SharedArrayBuffer(16))), { refused: "shared-buffer", place: "amounts" });
  const both = new ArrayBuffer(32);
  const lots = new Int32Array(both, 16, 2);
  const overlap = outcome(() => call?.({ ...columns, lots, amounts: new Float64Array(both, 0, 2) }, "half-even"));
  assert.equal(overlap, { refused: "shared-buffer", place: "amounts" });
});

test("columns of 64 bits, and rows beyond the proof, are settled as exactly", async () => {
  const call = (await load(variants["with a position limit"] as ContractModel))["variationMarginOfColumns"];
  const lots = BigInt64Array.of(3n, -7n, 5_001n, -(2n ** 40n));
  const previous = BigInt64Array.of(20_000n, 20_000n, 20_000n, 20_000n);
  const settlement = BigInt64Array.of(20_001n, 19_990n, 20_001n, 20_001n);
  const found = call?.({ lots, previous, settlement }) as AmountColumn;
  assert.equal([...found.amounts], [30, 700, 50_010, -10 * 2 ** 40]);
  assert.is(found.exactRows, 4);
  assert.is(found.total, `-${(10n * 2n ** 40n - 50_740n).toString().replace(/(..)$/, ".$1")}`);
  const empty = call?.({
    lots: new Int32Array(),
    previous: new Int32Array(),
    settlement: new Int32Array(),
  }) as AmountColumn;
  assert.equal([empty.total, empty.amounts.length, empty.exactRows], ["0.00", 0, 0]);
});

test("positions of a perpetual are settled in columns as one by one, in JavaScript and by vector instructions", async () => {
  const limited = modelIn("test/conformance/fields/perpetual.tenor", "ROLLING");
  const { limits: _, ...held } = limited.perpetual as NonNullable<ContractModel["perpetual"]>;
  const rolling: ContractModel = { ...limited, perpetual: held };
  assert.is(marginRanges(held).kernel, "checked");
  assert.equal(
    marginRanges(held).missing.map(({ wanted }) => wanted),
    ["`position: N contracts` in `limits`, a limit and no accountability level, with N at most 4194304"],
  );
  assert.is(marginRanges(limited.perpetual as typeof held).kernel, "proved");
  const calculator = await load(rolling);
  const module = (await (await load(rolling, ".wasm.js"))["open"]?.()) as Calculator;
  const given = [
    { lots: 1, previous: 23_456, settlement: 23_457 },
    { lots: -7, previous: 30_000, settlement: 0 },
    { lots: 0, previous: 1, settlement: 2_147_483_647 },
    { lots: -2_147_483_648, previous: 2_147_483_647, settlement: 2_147_483_000 },
    { lots: 123_457, previous: 25_000, settlement: 24_999 },
  ];
  const column = (name: keyof Row): Int32Array => Int32Array.from(given, (one) => one[name]);
  const columns = { lots: column("lots"), previous: column("previous"), settlement: column("settlement") };
  // A tick of 0.0001 is worth a cent: amounts are whole cents.
  const wanted = given.map((one) => BigInt(one.lots) * BigInt(one.settlement - one.previous));
  const cents = (value: bigint): string => show(multiply(fromInteger(value), read01));
  const dear = (units: number): string => show(multiply(fromInteger(units), tenThousandth));
  for (const from of [calculator, module, await load(limited)]) {
    const found = from["variationMarginOfColumns"]?.(columns) as AmountColumn;
    assert.equal([...found.amounts].map(String), wanted.map(String));
    assert.is(read(found.total).top * read("0.01").bottom, wanted.reduce((a, b) => a + b) * read(found.total).bottom);
  }
  given.forEach((one, at) => {
    const position = { lots: String(one.lots), previous: dear(one.previous), settlement: dear(one.settlement) };
    const single = calculator["variationMargin"]?.(position) as { amount: string };
    assert.ok(same(read(single.amount), read(cents(wanted[at] as bigint))), single.amount);
  });
  const off = outcome(() => calculator["variationMarginOfColumns"]?.({ ...columns, previous: column("lots") }));
  assert.is("refused" in off ? off.refused : "taken", "negative-price");
});

test("funding in columns of whole lots is that of positions one by one, whoever pays, and adds up", async () => {
  for (const swap of [false, true]) {
    const rolling = modelIn("test/conformance/fields/perpetual.tenor", "ROLLING", (text) =>
      swap ? text.replace("longs to shorts", "shorts to longs") : text,
    );
    const calculator = await load(rolling);
    const lots = [5, -3, 0, -2, 1_000_000, -1_000_000, 2_147_483_647, -2_147_483_648, 1];
    for (const amount of ["0.0123", "-0.0500", "0.0000", "90.0001"]) {
      const found = calculator["fundingOfColumns"]?.({ amount, lots: Int32Array.from(lots) }) as AmountColumn;
      const texts = calculator["fundingInColumns"]?.({ amount, lots: lots.map(String) }) as { amounts: string[] };
      const money = [...found.amounts].map((units) => show(multiply(fromInteger(BigInt(units)), read01)));
      assert.ok(
        money.every((one, at) => same(read(one), read(texts.amounts[at] as string))),
        `${amount}: ${money.join()}`,
      );
      assert.ok(same(read(found.total), read("0")), found.total);
    }
    const refused = (columns: object) => {
      const off = outcome(() => calculator["fundingOfColumns"]?.(columns));
      return "refused" in off ? off.refused : "taken";
    };
    assert.is(refused({ amount: "0.01", lots: ["1"] }), "not-a-column");
    assert.is(refused({ amount: "0.00005", lots: Int32Array.of(1) }), "off-tick");
    assert.is(refused({ amount: "900719925474.0992", lots: Int32Array.of(1) }), "over-range");
    assert.is(refused({ amount: "900000000.0001", lots: Int32Array.of(2_000_000_000) }), "over-range");
    assert.is(refused({ amount: "0.01", lots: Float64Array.of(0.5) }), "not-an-integer");
  }
});

const [read01, tenThousandth] = ["0.01", "0.0001"].map((one) => parse(one)) as [Rational, Rational];

test.run();
