import type { ContractModel, Product } from "../../model/model.ts";
import { europeanView } from "./european-view.ts";
import { templates } from "./generated/templates.ts";
import type { Overrides } from "./override.ts";
import { type Rendered, writerOf } from "./render.ts";

/** The documents under EU and UK law: the name of each template and of its files, and its title. */
export const EUROPEAN_DOCUMENTS = [
  { name: "contract-specification", title: "Contract specification" },
  { name: "reference-data", title: "Reference data" },
  { name: "position-management", title: "Position management" },
  { name: "benchmark-scope", title: "Benchmark scope" },
] as const;

/** The folder of their templates. */
export const EUROPEAN = "filings/eu-uk";

/** The product of a model whose documents under EU and UK law are written: a future settled in cash that names one of these regimes and its section of MiFID II. */
export function europeanProduct({ product }: ContractModel): Product | undefined {
  const regimes = product?.compliance?.regimes.values ?? [];
  return product?.kind === "future" &&
    product.finalSettlement.method === "cash" &&
    product.contracts.length > 0 &&
    regimes.some((one) => one === "eu" || one === "uk") &&
    product.classification.some(({ scheme }) => scheme === "mifid")
    ? product
    : undefined;
}

/** The documents with their sentences, in their order. */
export function renderEuropean(
  model: ContractModel,
  product: Product,
  overrides?: Overrides,
): readonly { readonly name: string; readonly title: string; readonly rendered: Rendered }[] {
  const none = (key: string): never => {
    throw new Error(`the documents under EU and UK law number no rules, and ${key} is asked for`);
  };
  const write = writerOf(templates, europeanView(model, product), { rule: none, exhibit: none }, overrides);
  return EUROPEAN_DOCUMENTS.map(({ name, title }) => ({ name, title, rendered: write(`${EUROPEAN}/${name}`) }));
}
