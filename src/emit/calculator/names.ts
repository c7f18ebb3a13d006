import type { ContractModel, Index } from "../../model/model.ts";
import { declaredNames } from "./generated/runtime-names.ts";

/** The path of the calculator of a model, such as `calculator/gph.js`. */
export function calculatorFile(model: ContractModel): string {
  return `calculator/${fileName(model.product?.id ?? model.option?.id ?? model.spread?.id ?? model.perpetual?.id ?? mainIndex(model).id)}.js`;
}

/** The index that `referencePrice` is: the underlying of a product, or the index the model is of. */
export function mainIndex(model: ContractModel): Index {
  const wanted = (model.product ?? model.perpetual)?.underlying.index;
  const found = wanted === undefined ? model.indices[0] : model.indices.find(({ id }) => id === wanted);
  if (!found) throw new Error(`${model.root} has no index ${wanted ?? ""}`);
  return found;
}

/** What a calculator itself declares, besides what starts with the name of an index. */
const TAKEN =
  /^(?:referencePrice|dailySettlement|finalSettlement|ticks|roundToTick|settlementValue|variationMargin\w*|roundedVariationMargin\w*|margins|priceBands|collateral|payoutBounds|deliveryInvoice|deliveryFailure|markPrice|fundingRate|fundingPayments|fundingInColumns|fundingOfColumns|fundings|terms|delivered|worth|given|pool|input|final|price|day|at|one|daily\w*|final\w*|band\w*|\w+Tiers|\w+Over\w+|\w+AtSettlement)$/;

/**
 * The name of the function of an index: its own in camel case, with `Index` behind it where the calculator, its runtime or
 * the language has that name already.
 */
export function functionName(index: Index): string {
  const name = camelCase(index.id);
  const free = /^[a-z]/.test(name) && !RESERVED.test(name) && !TAKEN.test(name) && !RUNTIME.has(name);
  return free ? name : `${/^[a-z]/.test(name) ? name : `_${name}`}Index`;
}

/** The names the runtime declares. */
const RUNTIME: ReadonlySet<string> = new Set(declaredNames);

const RESERVED =
  /^(?:await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield|arguments|undefined)$/;

/** `H100_RENTAL` as a function is called: `h100Rental`. */
export function camelCase(id: string): string {
  const words = id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  return words.map((word, at) => (at === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join("");
}

/** `H100_RENTAL` as a file is called: `h100-rental`. */
function fileName(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
