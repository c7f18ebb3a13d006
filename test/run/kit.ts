import * as fs from "node:fs";
import * as path from "node:path";
import { build } from "../../src/cli/command/build.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { loadOption, loadProduct, openOutput, type OutputFolder } from "../../src/cli/output-folder.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { renderText } from "../../src/diagnostic/render-text.ts";
import { nodeHost } from "../../src/host/node.ts";
import { type DayOutcome, settleDay } from "../../src/run/day.ts";
import type { DayInput, OptionOutput, ProductOutput } from "../../src/run/desk.ts";
import { type InputFile, type InputRead, readBook, readDetermination, readMarket } from "../../src/run/input-file.ts";
import { makeSource, type Source } from "../../src/text/source.ts";
import { inProject, root, tempFolder } from "../kit/files.ts";

export const DATE = "2027-02-02";
export const BOOK = "specs/fixtures/gph-book.json";
export const MARKET = "specs/fixtures/gph-market-2027-02-02.json";

/** Loose JSON: tests change it as a hand with an editor would. */
export type Loose = { [key: string]: Loose } & Loose[] & (string | number | null | undefined);

/** A fixture as loose JSON, each time afresh. */
export function fixture(file: string): Loose {
  return JSON.parse(fs.readFileSync(inProject(file), "utf8")) as Loose;
}

/** Builds the products and indices that are shipped into a new folder, which is removed when the process ends. */
export function builtFolder(): string {
  const out = path.join(tempFolder(), "out");
  const host = nodeHost({ root, library: libraryFolder(), cwd: root });
  const errors: string[] = [];
  const { code } = build(
    { host, cwd: root, out: () => {}, error: (text) => errors.push(text) },
    ["specs/gpu", "specs/tokens"],
    { out },
  );
  if (code !== 0) throw new Error(errors.join(""));
  return out;
}

/** A build opened for reading. */
export function opened(out: string): OutputFolder {
  const found = openOutput(root, out);
  if (found.kind === "refused") throw new Error(renderText(found.diagnostics));
  return found.folder;
}

/** A product of an opened build with its calculator. */
export async function productOf(folder: OutputFolder, name: string): Promise<ProductOutput> {
  const problems: Diagnostic[] = [];
  const product = await loadProduct(folder, name, problems);
  if (product === undefined) throw new Error(renderText(problems));
  return product;
}

/** The options of an opened build with their calculator. */
export async function optionOf(folder: OutputFolder, name: string): Promise<OptionOutput> {
  const problems: Diagnostic[] = [];
  const option = await loadOption(folder, name, problems);
  if (option === undefined) throw new Error(renderText(problems));
  return option;
}

/** What a settlement day is computed from: the shipped fixtures, or what a test made of them. */
export type Given = { readonly book?: unknown; readonly market?: unknown; readonly determination?: unknown };

/** Settles a day of one product over loose inputs, which are read as files are. */
export function settled(
  folder: OutputFolder,
  product: ProductOutput,
  given: Given = {},
  date = DATE,
  options: readonly OptionOutput[] = [],
): DayOutcome {
  const book = read("book.json", given.book ?? fixture(BOOK), readBook);
  const market = read("market.json", given.market ?? fixture(MARKET), readMarket);
  const determination =
    given.determination === undefined ? undefined : read("determination.json", given.determination, readDetermination);
  const refused = [book, market, determination].flatMap((one) => (one?.kind === "refused" ? one.diagnostics : []));
  if (refused.length > 0) return { kind: "refused", diagnostics: refused };
  const day: DayInput = {
    date,
    products: [product],
    options,
    known: folder.known,
    book: fileOf(book),
    market: fileOf(market),
    ...(determination === undefined ? {} : { determination: fileOf(determination) }),
  };
  return settleDay(day);
}

function fileOf<T>(found: InputRead<T>): InputFile<T> {
  if (found.kind === "refused") throw new Error("it was refused");
  return found.file;
}

/** A text is the file itself; anything else is written as our fixtures are, a row a line. */
function read<T>(name: string, json: unknown, reader: (source: Source) => InputRead<T>): InputRead<T> {
  const text =
    typeof json === "string" ? json : `${JSON.stringify(json, null, 1).replace(/\n {3,}(?! *[[{])/g, " ")}\n`;
  return reader(makeSource(name, text));
}

/** The market of the last trading day of February 2027 with every print of the month, made of the fixture. */
export function lastDayMarket(): Loose {
  const market = fixture(MARKET);
  const moved = (time: Loose) => String(time).replace(DATE, "2027-02-26") as unknown as Loose;
  market["date"] = "2027-02-26" as unknown as Loose;
  market["previous"]!["date"] = "2027-02-25" as unknown as Loose;
  for (const row of market["observations"] as unknown as Loose[]) row["time"] = moved(row["time"]!);
  const days = Array.from({ length: 25 }, (_, at) => `2027-02-${String(at + 1).padStart(2, "0")}`).filter(
    (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && day !== "2027-02-15",
  );
  market["prints"] = { H100_RENTAL: Object.fromEntries(days.map((day) => [day, "2.4000"])) } as unknown as Loose;
  delete market["previous"]!["indices"];
  return market;
}

/** A call and a put of OGPH that the inputs of `optionInputs` are about. */
export const [CALL, PUT] = ["OGPHJ27 C2.40", "OGPHJ27 P2.55"] as const;
export const OWNERS = ["Larkfield Models (fictional)", "Alpha Compute (fictional)", "Delta Metal (fictional)"] as const;

/** The shipped day with a few options, changed where a test wants another: a call dealt, a put stated. */
export function optionInputs(change: (json: { book: Loose; market: Loose }) => void = () => {}): {
  book: Loose;
  market: Loose;
} {
  const [book, market] = [fixture(BOOK), fixture(MARKET)];
  const held = (account: string, owner: string, series: string, lots: number) => ({
    ...{ account, owner, product: "OGPH" },
    ...{ series, lots },
  });
  book["options"] = [
    held("A-1001", OWNERS[0], CALL, 30),
    held("A-1002", OWNERS[1], CALL, -18),
    held("A-1003", OWNERS[2], CALL, -12),
    held("A-1001", OWNERS[0], PUT, -7),
    held("A-1003", OWNERS[2], PUT, 7),
  ] as unknown as Loose;
  const stated = (value: string) => ({ value, by: "clearing-house", rule: "Rule 814" });
  market["options"] = {
    OGPH: {
      rate: stated("0.0425"),
      volatilities: { [PUT]: stated("0.615") },
      trades: [
        { time: "2027-02-02T15:00:00Z", source: "XDEX", series: CALL, price: "0.250", size: "4" },
        { time: "2027-02-02T20:29:00Z", source: "XDEX", series: CALL, price: "0.241", size: "2" },
        { time: "2027-02-02T20:45:00Z", source: "XDEX", series: CALL, price: "0.300", size: "9" },
      ],
    },
  } as unknown as Loose;
  market["previous"]!["settlements"]!["OGPH"] = { [CALL]: "0.2390", [PUT]: "0.3120" } as unknown as Loose;
  change({ book, market });
  return { book, market };
}
