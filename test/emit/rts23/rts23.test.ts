import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { europeanProduct, renderEuropean } from "../../../src/emit/filing/european.ts";
import { toMarkdown } from "../../../src/emit/filing/markdown.ts";
import { cfiOfFuture, cfiOfOption } from "../../../src/emit/rts23/cfi.ts";
import { rts23Emitter } from "../../../src/emit/rts23/emitter.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { analyse } from "../../../src/pipeline.ts";
import { memoryReader } from "../../../src/resolve/memory-reader.ts";
import { isIsin } from "../../../src/value/identifiers.ts";
import { shippedFiles } from "../../kit/shipped-files.ts";

type Open = { readonly field: number; readonly why: string; readonly clause: string };
type Rts = {
  readonly complete: number;
  readonly legs?: readonly string[];
  readonly fields: readonly { readonly field: number; readonly rule: string }[];
  readonly classification: readonly { readonly letters: readonly object[]; readonly differs: readonly string[] }[];
  readonly records: readonly {
    readonly code: string;
    readonly values: Readonly<Record<string, string>>;
    readonly open: readonly Open[];
  }[];
};

const files = shippedFiles();
const ROOTS = ["gph", "ogph", "gph-calendar", "gph-perpetual"].map((one) => `gpu/${one}.tenor`);
const modelsOf = (all: Record<string, string>): readonly ContractModel[] => {
  const { models, diagnostics } = analyse([...ROOTS, "tokens/itk.tenor"], memoryReader(all));
  assert.equal(
    diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
    [],
  );
  return models;
};
const byId = (all: readonly ContractModel[], id: string): ContractModel => {
  const found = all.find((one) => (one.product ?? one.option ?? one.spread ?? one.perpetual)?.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const fileOf = (model: ContractModel, name: string): string | undefined =>
  rts23Emitter.emit(model).artifacts.find((one) => one.path === `reference-data/${name}`)?.content;
const rtsOf = (model: ContractModel): Rts => JSON.parse(fileOf(model, "rts23.json") as string) as Rts;

const models = modelsOf(files);
const codes = [...rtsOf(byId(models, "GPH")).records, ...rtsOf(byId(models, "OGPH")).records].map(({ code }) => code);

/** A number below the prefix ZZ, which no country has: nothing real is named. */
function numberOf(at: number): string {
  const body = `ZZTENOR${String(at).padStart(4, "0")}`;
  const digit = [..."0123456789"].find((one) => isIsin(`${body}${one}`));
  return `${body}${digit}`;
}
const numbers = new Map(codes.map((code, at) => [code, numberOf(at)]));

/** The shipped specs with a number for each contract and an identifier of the venue. */
function numbered(): Record<string, string> {
  const isin = '    isin:  NUMBERS, because "given by the agency before listing"\n';
  const into = (text: string): string =>
    `import "../numbers.tenor"\n${text}`.replace(/(\n *cfi: [^\n]*\n)/, (line) => `${line}${isin}`);
  return {
    ...files,
    "numbers.tenor":
      'source NUMBERS "Numbers" { date: 2026-12-11; file: "numbers.csv"; columns { code: text; isin: text } }\n',
    "numbers.csv": `code,isin\n${[...numbers].map(([code, one]) => `${code},${one}\n`).join("")}`,
    "gpu/gph.tenor": into(files["gpu/gph.tenor"] as string),
    "gpu/ogph.tenor": into(files["gpu/ogph.tenor"] as string),
    "venue.tenor": (files["venue.tenor"] as string).replace(
      'mic:        "XDEX"',
      'mic:        "XDEX"\n  lei:        "EXAMPLE00EXCHANGE058"',
    ),
  };
}
const whole = modelsOf(numbered());

test("point 90: each record has the fields of its classification, and those of bonds, rates and currencies are empty", () => {
  const always = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 24, 25, 34, 35, 38, 39];
  for (const [id, more] of [
    ["GPH", [28]],
    ["OGPH", [26, 30, 31, 32, 33]],
  ] as const) {
    const { records, complete, fields } = rtsOf(byId(whole, id));
    assert.is(complete, records.length);
    assert.ok(records.length > 10);
    for (const { code, values, open } of records) {
      assert.equal(open, [], code);
      assert.equal(
        Object.keys(values).map(Number),
        [...always, ...more].sort((a, b) => a - b),
        code,
      );
      assert.is(values[1], numbers.get(code));
      assert.is(values[5], "EXAMPLE00EXCHANGE058");
    }
    assert.equal(
      fields.map(({ field }) => field),
      Array.from({ length: 48 }, (_, at) => at + 1),
    );
    for (const { field, rule } of fields) if ((field > 13 && field < 24) || field > 39) assert.match(rule, /^Empty: /);
  }
});

test("without numbers nothing is made up: the records say what they wait for, and there is no message", () => {
  for (const id of ["GPH", "ITK", "OGPH"]) {
    const model = byId(models, id);
    const { records, complete } = rtsOf(model);
    assert.is(complete, 0);
    assert.is(fileOf(model, "auth.017.xml"), undefined);
    for (const { open, values } of records) {
      assert.equal(
        open.map(({ field }) => field),
        id === "OGPH" ? [1, 5, 26] : [1, 5],
      );
      assert.not("1" in values || "5" in values);
    }
  }
});

test("a contract of the table that has no number yet is open alone, and the others are the message", () => {
  const all = numbered();
  const gone = [...numbers.keys()][2] as string;
  all["numbers.csv"] = (all["numbers.csv"] as string).replace(`${gone},${numbers.get(gone)}`, `${gone},`);
  const model = byId(modelsOf(all), "GPH");
  const { records, complete } = rtsOf(model);
  assert.is(complete, records.length - 1);
  assert.equal(
    records.filter(({ open }) => open.length > 0).map(({ code, open }) => [code, open.map(({ field }) => field)]),
    [[gone, [1]]],
  );
  const xml = fileOf(model, "auth.017.xml") as string;
  assert.is(xml.split("<RefData>").length - 1, complete);
  assert.not.match(xml, new RegExp(`>[^<]*${gone}<`));
});

test("point 91: the letters follow from the terms, and a stated code that says otherwise is told", () => {
  const { product } = byId(models, "GPH");
  const { option } = byId(models, "OGPH");
  const { perpetual } = byId(models, "GPHP");
  if (product === undefined || option === undefined || perpetual === undefined) throw new Error("contracts are gone");
  const code = (one: { readonly letters: readonly { readonly letter: string | undefined }[] }): string =>
    one.letters.map(({ letter }) => letter ?? "?").join("");
  assert.is(code(cfiOfFuture(product)), "FCSCSX");
  assert.is(code(cfiOfFuture(perpetual)), "FCSCSX");
  assert.equal([code(cfiOfOption(option, "call")), code(cfiOfOption(option, "put"))], ["OCAFPS", "OPAFPS"]);
  const european = { ...option, style: { ...option.style, value: "european" as const } };
  const cash = {
    ...european,
    exercise: { ...option.exercise, into: { ...option.exercise.into, kind: "cash" as const } },
  };
  assert.is(code(cfiOfOption(cash, "put")), "OPEFCS");
  assert.equal(
    cfiOfOption(cash, "put").differs.map((one) => one.slice(0, 8)),
    ["letter 3", "letter 5"],
  );
  const as = (scheme: string, value: string) => ({
    ...product,
    classification: [
      ...product.classification.filter((one) => one.scheme !== scheme),
      { scheme, value, because: "so", clause: "GPH" },
    ],
  });
  const none = { ...product, classification: [] };
  assert.is(cfiOfFuture(none).code, undefined);
  assert.is(code(cfiOfFuture(as("mifid", "C4"))), "FFICSX");
  // Of goods no term says which kind they are: the stated letter stands, and without one the code is open.
  assert.is(code(cfiOfFuture(as("mifid", "C6"))), "FCSCSX");
  assert.is(
    code(
      cfiOfFuture({
        ...as("mifid", "C6"),
        classification: as("mifid", "C6").classification.filter((one) => one.scheme !== "cfi"),
      }),
    ),
    "FC?CSX",
  );
  assert.match(cfiOfFuture(as("cfi", "FCSPSX")).differs.join(), /^letter 4 is stated as P, and the terms come to C/);
  for (const { values } of rtsOf(byId(whole, "GPH")).records) assert.equal([values[4], values[34]], ["true", "CASH"]);
});

test("point 92: size, days and instants are those of the contract, names fit their fields and are never cut", () => {
  const model = byId(models, "GPH");
  const { product } = model;
  if (product === undefined) throw new Error("GPH is a future");
  const { records } = rtsOf(model);
  product.contracts.forEach((month, at) => {
    const values = records[at]?.values ?? {};
    const last = month.dates.find(({ name }) => name === "last-trading-day")?.date;
    assert.equal([values[24], values[12], values[25]], [last, month.lastClose?.utc, "1000"]);
    assert.is(values[28], "H100 Rental Index");
    assert.is(values[7], `XDEX/FUT ${month.code}`);
  });
  // Trade date 11 January 2027 begins on Sunday at 17:00 in Chicago.
  assert.is(records[0]?.values[11], "2027-01-10T23:00:00Z");
  const long = { ...product, id: "A", venue: "A_VENUE_OF_SIXTEEN" };
  const [first] = rtsOf({ ...model, product: long }).records;
  assert.ok(first?.open.some(({ field, why }) => field === 7 && why.includes("A VENUE OF SIXTEEN/FUT GPHG27")));
  assert.not("7" in (first?.values ?? {}));
});

test("point 93: the underlying of an option is its future by number; point 94: a strategy has the records of its legs", () => {
  const { option } = byId(whole, "OGPH");
  const { records } = rtsOf(byId(whole, "OGPH"));
  for (const { month, underlying } of option?.contracts ?? [])
    for (const { code, values } of records)
      if (code.startsWith(`${month.code} `)) assert.is(values[26], numbers.get(underlying.code), code);
  const spread = rtsOf(byId(models, "GPHS"));
  assert.is(spread.records.length, 0);
  assert.ok((spread.legs ?? []).length > 3 && (spread.legs ?? []).every((one) => codes.includes(one)));
});

test("a perpetual contract leaves open what a future's classification wants of an end", () => {
  const [record] = rtsOf(byId(models, "GPHP")).records;
  assert.equal(
    record?.open.map(({ field }) => field),
    [1, 5, 24],
  );
  assert.not("12" in (record?.values ?? {}));
});

test("the message has its elements in the order of the schema, hostile text escaped, and says what it was not held to", () => {
  const model = byId(whole, "GPH");
  const { product } = model;
  if (product === undefined) throw new Error("GPH is a future");
  const xml = fileOf({ ...model, product: { ...product, title: 'A & B <script> "]]>' } }, "auth.017.xml") as string;
  assert.match(xml, "<FullNm>A &amp; B &lt;script&gt; &quot;]]&gt;, 2027-02</FullNm>");
  assert.match(xml, "not validated against the official schema");
  const record = /<RefData>([\s\S]*?)<\/RefData>/.exec(xml)?.[1] ?? "";
  assert.equal(
    [...record.matchAll(/<([A-Za-z0-9]+)>/g)].map((one) => one[1]),
    "FinInstrmGnlAttrbts Id FullNm ShrtNm ClssfctnTp NtnlCcy CmmdtyDerivInd Issr TradgVnRltdAttrbts Id IssrReq FrstTradDt TermntnDt DerivInstrmAttrbts XpryDt PricMltplr UndrlygInstrm Sngl Indx Nm RefRate Nm DlvryTp AsstClssSpcfcAttrbts Cmmdty Pdct OthrC10 NonDlvrbl BasePdct TxTp FnlPricTp".split(
      " ",
    ),
  );
});

const CHECK = `import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import java.io.File;
public class Check {
  public static void main(String[] files) throws Exception {
    var schema = SchemaFactory.newInstance("http://www.w3.org/2001/XMLSchema").newSchema(new File(files[0]));
    for (int at = 1; at < files.length; at++) schema.newValidator().validate(new StreamSource(new File(files[at])));
    System.out.print("valid");
  }
}
`;

test("the messages of futures and options are valid by the public schema, where it is at hand", () => {
  const schema = process.env["TENOR_AUTH_017_XSD"];
  if (schema === undefined || !fs.existsSync(schema))
    return console.log("skipped: no schema of auth.017.001.02 (TENOR_AUTH_017_XSD)");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-xsd-"));
  try {
    fs.writeFileSync(path.join(folder, "Check.java"), CHECK);
    const messages = ["GPH", "OGPH"].map((id) => {
      const file = path.join(folder, `${id}.xml`);
      fs.writeFileSync(file, fileOf(byId(whole, id), "auth.017.xml") as string);
      return file;
    });
    const { stdout, stderr, error } = spawnSync("java", [path.join(folder, "Check.java"), schema, ...messages], {
      encoding: "utf8",
    });
    if (error !== undefined) return console.log("skipped: no java");
    assert.is(stdout, "valid", stderr);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test("the documents of EU and UK law state the terms, tell the letters with their reasons, and point 95: limits and controls of positions", () => {
  for (const id of ["GPH", "ITK"]) {
    const model = byId(models, id);
    const product = europeanProduct(model);
    if (product === undefined) throw new Error(`${id} names the EU`);
    const written = new Map(
      renderEuropean(model, product).map(({ name, rendered }) => [name, toMarkdown(rendered.text)]),
    );
    assert.equal(
      [...written.keys()],
      ["contract-specification", "reference-data", "position-management", "benchmark-scope"],
    );
    for (const [name, text] of written) {
      assert.match(text, `Version of the contract`, name);
      assert.not.match(text, /undefined|\{\{|TODO/, name);
    }
    const management = written.get("position-management") as string;
    assert.match(management, "Article 57(1)");
    assert.match(management, "ESMA70-872942901-36, question 10");
    for (const words of ["Article 57(8)", "PS25/1", "Rule 559", "reduce a position", "2022/1299"])
      assert.match(management, words);
    for (const { contracts } of product.limits?.levels ?? [])
      assert.match(management, contracts.toLocaleString("en-US"));
    assert.match(written.get("reference-data") as string, "classified as");
    assert.match(written.get("reference-data") as string, "Field 1: no ISIN of the contract");
    assert.match(written.get("benchmark-scope") as string, "2016/1011");
    assert.match(
      written.get("contract-specification") as string,
      id === "GPH" ? "1,000 GPU-hours" : "First day of trading",
    );
  }
  // What names neither regime gets none.
  assert.is(europeanProduct({ ...byId(models, "GPH"), product: undefined } as unknown as ContractModel), undefined);
});

test("every value is traced to clauses that the model has", () => {
  for (const model of whole) {
    const known = new Set(model.clauses.map(({ id }) => id));
    for (const { at, clauses } of rts23Emitter.emit(model).trace) {
      assert.ok(clauses.length > 0, at);
      for (const clause of clauses) assert.ok(known.has(clause), `${at} ${clause}`);
    }
  }
});

test.run();
