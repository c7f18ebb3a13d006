import type { Keyword } from "../../ast/nodes.ts";
import { contentOf, fieldOf, headOf, sectionOf } from "../../check/block.ts";
import type { Host } from "../../host/host.ts";
import { LIBRARY } from "../../host/host.ts";
import { hostReader } from "../../resolve/host-reader.ts";
import { load } from "../../resolve/load.ts";
import type { Symbol } from "../../resolve/workspace.ts";

/** What the specs of a folder declare already, and the shipped library. */
export type Known = {
  /** The declarations of a kind by name. */
  readonly names: (keyword: Keyword) => readonly Symbol[];
  readonly find: (name: string, keyword?: Keyword) => Symbol | undefined;
  /** What a price of an index counts, as its author wrote it. */
  readonly priceOf: (index: string) => string | undefined;
  /** What a price of a future counts. */
  readonly contractPriceOf: (future: string) => string | undefined;
  /** The outright tick of a future. */
  readonly tickOf: (future: string) => string | undefined;
  /** How much of what it is on one contract of a future is. */
  readonly sizeOf: (future: string) => string | undefined;
  /** The index a future settles to. */
  readonly indexOf: (future: string) => string | undefined;
  /** A term of a product as its author wrote it, `into` or `exercise/into`; undefined where its own text does not state it. */
  readonly termOf: (product: string, path: string) => string | undefined;
  /** Whether the own text of a product has a block of that name. */
  readonly states: (product: string, block: string) => boolean;
  /** The products by name. */
  readonly products: () => readonly string[];
  /** What an amendment changes. */
  readonly targetOf: (amendment: string) => string | undefined;
  /** The filings by which a product is listed. */
  readonly filingsOf: (product: string) => readonly string[];
};

const PRODUCTS: readonly Keyword[] = ["future", "option", "spread", "perpetual", "structured"];

/** Reads the specs of a host's folder, whatever is wrong with them. */
export function knownIn(host: Pick<Host, "readText" | "listSpecs" | "resolveImport">): Known {
  const paths = ["", LIBRARY].flatMap((folder) => {
    const found = host.listSpecs(folder);
    return found.kind === "specs" ? found.paths : [];
  });
  const { modules } = load(paths, hostReader(host));
  const all = [...modules.values()].flatMap((module) => [...module.own.values()]);
  const find = (name: string, keyword?: Keyword) =>
    all.find((one) => one.name === name && (keyword === undefined || one.keyword === keyword));
  const written = (at: { readonly span: { source: { text: string }; start: number; end: number } } | undefined) =>
    at === undefined ? undefined : at.span.source.text.slice(at.span.start, at.span.end).replace(/\s+/g, " ");
  const source = (name: string, keyword: Keyword) => find(name, keyword)?.declaration.block;
  const term = (future: string, key: string) => {
    const content = fieldOf(source(future, "future"), key)?.value?.content;
    return written(content);
  };
  return {
    names: (keyword) => all.filter((one) => one.keyword === keyword),
    find,
    priceOf: (index) => written(contentOf(fieldOf(source(index, "index"), "price"), "expr-value")?.expr),
    contractPriceOf: (future) => written(contentOf(fieldOf(source(future, "future"), "price"), "expr-value")?.expr),
    tickOf: (future) =>
      written(contentOf(fieldOf(sectionOf(source(future, "future"), "tick")?.block, "outright"), "expr-value")?.expr),
    sizeOf: (future) => term(future, "size"),
    indexOf: (future) => term(future, "underlying"),
    termOf: (product, path) => {
      const [key = "", section] = path.split("/").toReversed();
      const own = find(product)?.declaration.block;
      return written(fieldOf(section === undefined ? own : sectionOf(own, section)?.block, key)?.value?.content);
    },
    states: (product, block) => sectionOf(find(product)?.declaration.block, block) !== undefined,
    targetOf: (amendment) => {
      const found = find(amendment, "amendment");
      return found && headOf(found.declaration, "head-to")?.name.text;
    },
    filingsOf: (product) =>
      all
        .filter((one) => one.keyword === "filing" && headOf(one.declaration, "head-to")?.name.text === product)
        .map((one) => one.name),
    products: () => all.filter((one) => PRODUCTS.includes(one.keyword)).map((one) => one.name),
  };
}
