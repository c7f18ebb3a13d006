import { test } from "uvu";
import * as assert from "uvu/assert";
import { FIELDS, GROUPS, type FixField } from "../../../src/emit/messages/dictionary.ts";
import { messagesEmitter } from "../../../src/emit/messages/emitter.ts";
import { field } from "../../../src/emit/messages/item.ts";
import { recordValue } from "../../../src/emit/messages/record.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { analyse } from "../../../src/pipeline.ts";
import { memoryReader } from "../../../src/resolve/memory-reader.ts";
import { shippedFiles } from "../../kit/shipped-files.ts";

type Fields = { readonly [name: string]: unknown };
type Body = Fields;

const files = shippedFiles();
const roots = [
  "gph",
  "mgph",
  "ogph",
  "gph-calendar",
  "gph-strip",
  "gpu-asic",
  "gph-perpetual",
  "gph-bounded",
  "gph-euro",
];
const { models } = analyse(
  [...roots.map((one) => `gpu/${one}.tenor`), "tokens/itk.tenor", "tokens/oitk.tenor"],
  memoryReader(files),
);
const modelId = (one: ContractModel): string => (one.product ?? one.option ?? one.spread ?? one.perpetual)?.id ?? "";
const model = (id: string): ContractModel => {
  const found = models.find((one) => modelId(one) === id);
  if (found === undefined) throw new Error(`no ${id} among ${models.map(modelId).join(", ")}`);
  return found;
};
const contracts = models.filter((one) => messagesEmitter.applies(one));

const fileOf = (one: ContractModel, name: string): string | undefined =>
  messagesEmitter.emit(one).artifacts.find(({ path }) => path === `messages/${name}`)?.content;
const groupOf = (body: Body | undefined, name: string): readonly Body[] => (body?.[name] ?? []) as readonly Body[];
const bodies = (one: ContractModel): Body[] =>
  (JSON.parse(fileOf(one, "security-definitions.json") as string) as { messages: { Body: Body }[] }).messages.map(
    ({ Body }) => Body,
  );

test("tags of the transcribed dictionary stand once", () => {
  const tags = [...Object.values(FIELDS).map(({ tag }) => tag), ...Object.values(GROUPS)];
  assert.is(new Set(tags).size, tags.length);
});

test("every field of every shipped contract has the form of its type, and no term was left unsaid", () => {
  assert.ok(contracts.length >= 10);
  const walk = (fields: Fields): number =>
    Object.entries(fields).reduce((count, [name, value]) => {
      if (Array.isArray(value)) {
        assert.ok(name in GROUPS, name);
        return value.reduce((sum: number, one: Fields) => sum + walk(one), count);
      }
      assert.ok(name in FIELDS, name);
      const read = field(name as FixField, value as string);
      assert.ok(
        read.every((one) => "value" in one),
        `${name} ${String(value)}`,
      );
      return count + 1;
    }, 0);
  for (const one of contracts) {
    const found = bodies(one);
    assert.ok(found.length > 0 && found.every((body) => walk(body) > 12), modelId(one));
    assert.not.match(fileOf(one, "security-definitions.json") as string, /"unsaid"/);
  }
});

test("a month of GPH says size, step, worth, days and end as the contract does", () => {
  const { product } = model("GPH");
  if (product === undefined) throw new Error("GPH is a future");
  const found = bodies(model("GPH"));
  assert.is(found.length, product.contracts.length);
  product.contracts.forEach((month, at) => {
    const body = found[at] as Body;
    const last = month.dates.find(({ name }) => name === "last-trading-day")?.date.replaceAll("-", "");
    assert.equal(
      [body["Symbol"], body["MaturityMonthYear"], body["MaturityDate"], body["MaturityTime"], body["SettlMethod"]],
      [month.code, month.period.replace("-", ""), last, `${month.lastClose?.utc.slice(11, 19)}Z`, "C"],
    );
    assert.equal(
      [
        body["ContractMultiplier"],
        body["UnitOfMeasureQty"],
        body["MinPriceIncrement"],
        body["MinPriceIncrementAmount"],
      ],
      ["1000", "1000", "0.001", "1.00"],
    );
    assert.equal(
      groupOf(body, "NoEvents").map((one) => one["EventType"]),
      ["5", "7", "99"],
    );
    assert.is(groupOf(body, "NoEvents")[0]?.["EventDate"], month.listed.replaceAll("-", ""));
    assert.equal(groupOf(body, "NoMarketSegments")[0]?.["NoTickRules"], [
      { TickIncrement: "0.001", TickRuleType: "0" },
      { TickIncrement: "0.0005", TickRuleType: "5" },
      { SettlPriceIncrement: "0.0001" },
    ]);
  });
  // Its spot-month limit has steps, and one field could not say them.
  assert.not("NTPositionLimit" in (found[0] as Body));
});

test("a series of OITK is a call or a put of its own with strike, style and future", () => {
  const { option } = model("OITK");
  if (option === undefined) throw new Error("OITK is an option");
  const found = bodies(model("OITK"));
  assert.is(
    found.length,
    option.contracts.reduce((sum, { strikes }) => sum + strikes.length * 2, 0),
  );
  const [first] = option.contracts;
  const [call, put] = found as [Body, Body];
  assert.equal([call["CFICode"], call["PutOrCall"], put["CFICode"], put["PutOrCall"]], ["OCEFCS", "1", "OPEFCS", "0"]);
  for (const one of [call, put])
    assert.equal(
      [
        one["StrikePrice"],
        one["SecurityType"],
        one["ExerciseStyle"],
        one["SettlMethod"],
        groupOf(one, "NoUnderlyings")[0]?.["UnderlyingSymbol"],
      ],
      [first?.strikes[0], "OOF", "0", "C", first?.underlying.code],
    );
});

test("a combination of GPHS buys its near leg and sells its far one", () => {
  const [body] = bodies(model("GPHS"));
  assert.equal(
    groupOf(body, "NoLegs").map((leg) => [leg["LegSymbol"], leg["LegRatioQty"], leg["LegSide"]]),
    [
      ["GPHG27", "1", "1"],
      ["GPHH27", "1", "2"],
    ],
  );
});

test("a bounded contract says its cap and floor, a perpetual no maturity", () => {
  const [bounded] = bodies(model("GPHB"));
  const { bounds } = model("GPHB").product?.finalSettlement ?? {};
  assert.ok(bounds);
  assert.equal([bounded?.["CapPrice"], bounded?.["FloorPrice"]], [bounds.cap, bounds.floor]);
  const [perpetual] = bodies(model("GPHP"));
  assert.equal([perpetual?.["MaturityDate"], perpetual?.["SecurityType"]], [undefined, "FUT"]);
});

test("FIXML has the instrument, its events and the legs, and titles are escaped", () => {
  const gph = model("GPH");
  if (gph.product === undefined) throw new Error("GPH is a future");
  const hostile = { ...gph, product: { ...gph.product, title: `<b>"&' ]]> {{x}}` } };
  const text = fileOf(hostile, "security-definitions.fixml") as string;
  assert.match(
    text,
    '<Instrmt Sym="GPHG27" ID="GPHG27" Src="8" SecGrp="GPH" Exch="XDEX" CFI="FCSCSX" SecTyp="FUT" MMY="202702" MatDt="2027-02-26" MatTm="16:00:00Z" ' +
      'Mult="1000" MinPxIncr="0.001" MinPxIncrAmt="1.00" UOM="GPU_hour of H100_SXM" UOMQty="1000" SettlMeth="C" PxQteMeth="STD" ValMeth="FUT" ' +
      `Desc="&lt;b&gt;&quot;&amp;' ]]&gt; {{x}}, 2027-02">`,
  );
  assert.match(text, '<Evnt EventTyp="7" Dt="2027-02-26" Tm="2027-02-26T16:00:00Z"/>');
  assert.not.match(text, "<b>");
  assert.match(
    fileOf(model("GPHS"), "security-definitions.fixml") as string,
    '<Leg Sym="GPHH27" ID="GPHH27" Src="8" SecTyp="FUT"',
  );
});

test("the list has every instrument once with what its definition says, the rules of trading beside it", () => {
  for (const one of contracts) {
    const list = JSON.parse(fileOf(one, "security-list.json") as string) as {
      messages: { Header: { MsgType: string }; Body: Body }[];
    };
    const [message] = list.messages;
    assert.is(list.messages.length, 1);
    assert.is(message?.Header.MsgType, "y");
    const found = groupOf(message?.Body, "NoRelatedSym");
    const single = bodies(one);
    assert.is(message?.Body["TotNoRelatedSym"], String(single.length));
    assert.is(message?.Body["LastFragment"], "Y");
    assert.equal(
      found,
      single.map(({ NoMarketSegments, ...body }) => ({ ...body, ...(NoMarketSegments as Body[])[0] })),
    );
  }
});

test("FIXML has the market's rules: steps, lots, the furthest band as a share, sizes and matching; an option's steps by height", () => {
  const gph = fileOf(model("GPH"), "security-definitions.fixml") as string;
  const rules = [
    "<SecTrdgRules>",
    '<BaseTrdgRules MaxTrdVol="500" TrdCcy="USD">',
    '<TickRules TickIncr="0.001" TickRuleTyp="0"/>',
    '<TickRules TickIncr="0.0005" TickRuleTyp="5"/>',
    '<TickRules SettlPxIncr="0.0001"/>',
    '<LotTypeRules LotTyp="3" MinLotSz="50"/>',
    '<PxLmts PxLmtTyp="2" LowLmtPx="-0.2" HiLmtPx="0.2"/>',
    "</BaseTrdgRules>",
    "<TrdgSesRulesGrp>",
    "<TrdgSesRules>",
    '<MtchRules MtchAlgo="price-time"/>',
    "</TrdgSesRules>",
    "</TrdgSesRulesGrp>",
    "</SecTrdgRules>",
  ].join("");
  const flat = (text: string): string => text.replace(/\n */g, "");
  assert.ok(flat(gph).includes(`<MktSegGrp>${rules}</MktSegGrp></SecDef>`), gph.slice(0, 2400));
  const list = fileOf(model("GPH"), "security-list.fixml") as string;
  assert.ok(flat(list).includes(`</Instrmt>${rules}<Undly `));
  assert.match(list, '<SecList ListID="GPH" TotNoReltdSym="16" MktID="XDEX" LastFragment="Y">');
  assert.match(fileOf(model("OGPH"), "security-list.fixml") as string, /<TickRules [^>]*EndTickPxRng="/);
});

test("a number of the agency stands beside the exchange's own code, and only where there is one", () => {
  const gph = model("GPH");
  if (gph.product === undefined) throw new Error("GPH is a future");
  const isin = {
    scheme: "isin",
    value: "NUMBERS",
    because: "given",
    codes: [{ code: "GPHH27", isin: "ZZTENOR00015" }],
    clause: "GPH/classification",
  };
  const numbered = { ...gph, product: { ...gph.product, classification: [...gph.product.classification, isin] } };
  const [first, second] = bodies(numbered);
  assert.not("NoSecurityAltID" in (first as Body));
  assert.equal(groupOf(second, "NoSecurityAltID"), [{ SecurityAltID: "ZZTENOR00015", SecurityAltIDSource: "4" }]);
  const fixml = fileOf(numbered, "security-definitions.fixml") as string;
  assert.match(fixml, '<AID AltID="ZZTENOR00015" AltIDSrc="4"/>');
});

test("a currency of four letters and a fraction are said apart, and never put into a field", () => {
  assert.equal(field("Currency", "USDC", "X"), [{ name: "Currency", misfit: "USDC" }]);
  assert.equal(field("ContractMultiplier", "1/3", "X"), [{ name: "ContractMultiplier", misfit: "1/3" }]);
  const gph = model("GPH");
  if (gph.product === undefined) throw new Error("GPH is a future");
  const coins = { ...gph, product: { ...gph.product, price: { ...gph.product.price, currency: "USDC" } } };
  const { unsaid, messages } = JSON.parse(fileOf(coins, "security-definitions.json") as string) as {
    unsaid: unknown;
    messages: { Body: Body }[];
  };
  assert.equal(unsaid, [
    { field: "PriceQuoteCurrency", value: "USDC" },
    { field: "Currency", value: "USDC" },
    { field: "TradingCurrency", value: "USDC" },
  ]);
  assert.not("Currency" in (messages[0] as { Body: Body }).Body);
});

test("prices of records are whole numbers of 10^-9, or text where they do not fit", () => {
  assert.equal(recordValue("MinPriceIncrement", "0.0005"), { mantissa: "500000", exponent: -9 });
  assert.equal(recordValue("StrikePrice", "-2.5"), { mantissa: "-2500000000", exponent: -9 });
  assert.is(recordValue("MinPriceIncrement", "0.0000000001"), "0.0000000001");
  assert.is(recordValue("UnitOfMeasureQty", "9223372036.854775808"), "9223372036.854775808");
  const most = { mantissa: "9223372036854775807", exponent: -9 };
  assert.equal(recordValue("UnitOfMeasureQty", "9223372036.854775807"), most);
  assert.equal(recordValue("MaturityDate", "20270226"), { year: 2027, month: 2, day: 26 });
});

test("risk parameters are proposed, scan the maintenance margin in thirds, and are left to the clearing house where none is proposed", () => {
  const risk = JSON.parse(fileOf(model("GPH"), "risk-parameters.json") as string) as {
    status: string;
    priceScanRange: { rate: string; of: string };
    contractValueFactor: { value: string; unit: string };
    scenarios: { number: number; priceMove: string; volatility: string }[];
  };
  assert.is(risk.status, "proposed to the clearing house");
  assert.equal([risk.priceScanRange.rate, risk.priceScanRange.of], ["0.2", "price"]);
  assert.equal([risk.contractValueFactor.value, risk.contractValueFactor.unit], ["1000", "GPU_hour of H100_SXM"]);
  assert.equal(
    risk.scenarios.map(({ priceMove, volatility }) => `${priceMove} ${volatility}`),
    ["0", "1/3", "-1/3", "2/3", "-2/3", "1", "-1"].flatMap((move) => [`${move} up`, `${move} down`]),
  );
  assert.is(fileOf(model("OITK"), "risk-parameters.json"), undefined);
});

test("each field is traced to the clauses it states", () => {
  const { trace } = messagesEmitter.emit(model("GPH"));
  const of = (at: string) => trace.find((one) => one.file.endsWith("definitions.json") && one.at === at)?.clauses;
  assert.equal(of("/messages/0/Body/ContractMultiplier"), ["GPH/size"]);
  assert.equal(of("/messages/0/Body/CFICode"), ["GPH/classification/cfi"]);
  assert.ok(of("/messages/0/Body/MaturityDate")?.includes("GPH/dates/last-trading-day"));
});

test.run();
