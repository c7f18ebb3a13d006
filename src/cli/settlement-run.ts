import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import type { SettlementDay } from "../model/generated/settlement.ts";
import { productsWanted, settleDay } from "../run/day.ts";
import { contractsRead } from "../run/final.ts";
import type { DayInput, OptionOutput, PerpetualOutput, ProductOutput } from "../run/desk.ts";
import type { Grounds } from "../run/evidence.ts";
import { type InputFile, readBook, readDetermination, readMarket } from "../run/input-file.ts";
import { given } from "./given-file.ts";
import { loadOption, loadPerpetual, loadProduct, openOutput } from "./output-folder.ts";

/** The files of a settlement day as the command line names them. */
export type SettlementFiles = {
  readonly out: string;
  readonly date: string;
  readonly book: string;
  readonly market: string;
  readonly determination?: string;
  readonly product?: string;
};

/** A settled day with what it was computed from, or everything that keeps it from being one. */
export type FilesOutcome =
  | { readonly kind: "settled"; readonly day: SettlementDay; readonly grounds: Grounds }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/** Settles a day from files: reads everything, then computes; whatever is wrong is said together. */
export async function settleFiles(cwd: string, files: SettlementFiles): Promise<FilesOutcome> {
  const diagnostics: Diagnostic[] = [];
  const opened = openOutput(cwd, files.out);
  if (opened.kind === "refused") diagnostics.push(...opened.diagnostics);
  const book = given(cwd, files.book, readBook, diagnostics);
  const market = given(cwd, files.market, readMarket, diagnostics);
  const determination =
    files.determination === undefined ? undefined : given(cwd, files.determination, readDetermination, diagnostics);
  if (opened.kind === "refused" || book === undefined || market === undefined || diagnostics.length > 0) {
    return { kind: "refused", diagnostics };
  }
  const { folder } = opened;
  const wanted = productsWanted({ book, known: folder.known }, files.product);
  diagnostics.push(...wanted.diagnostics);
  const options: OptionOutput[] = [];
  for (const name of wanted.options) {
    const option = await loadOption(folder, name, diagnostics);
    if (option !== undefined) options.push(option);
  }
  const perpetuals: PerpetualOutput[] = [];
  for (const name of wanted.perpetuals) {
    const perpetual = await loadPerpetual(folder, name, diagnostics);
    if (perpetual !== undefined) perpetuals.push(perpetual);
  }
  const products: ProductOutput[] = [];
  // Options are marked against the settlement of their future, held or not.
  const futures = options.map(({ option }) => option.product.on);
  const names = [...new Set([...wanted.products, ...futures])].sort();
  for (const name of names) {
    const product = await loadProduct(folder, name, diagnostics);
    if (product === undefined) continue;
    products.push(product);
    // Contracts whose settlements it reads are settled too, held or not, unless the market says what they settled at.
    const read = contractsRead(product).filter((one) => market.data.settlements?.[one] === undefined);
    names.push(...read.filter((one) => folder.known.products.includes(one) && !names.includes(one)));
  }
  if (hasErrors(diagnostics)) return { kind: "refused", diagnostics };
  const day: DayInput = {
    date: files.date,
    products,
    options,
    perpetuals,
    known: folder.known,
    book,
    market,
    ...(determination === undefined ? {} : { determination }),
  };
  const outcome = settleDay(day);
  if (outcome.kind === "refused") return outcome;
  return { ...outcome, grounds: groundsOf(folder.manifest, files, { book, market, determination }) };
}

type Inputs = Readonly<Record<"book" | "market" | "determination", InputFile<unknown> | undefined>>;

function groundsOf(manifest: string, files: SettlementFiles, inputs: Inputs): Grounds {
  const roles = ["book", "market", "determination"] as const;
  return {
    manifest,
    ...(files.product === undefined ? {} : { product: files.product }),
    inputs: roles.flatMap((role) => {
      const input = inputs[role];
      return input === undefined ? [] : [{ role, text: input.source.text }];
    }),
  };
}
