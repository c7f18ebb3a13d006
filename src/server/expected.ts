import type { Declaration, Field, Keyword } from "../ast/nodes.ts";
import { fieldOf, headOf } from "../check/block.ts";
import type { Workspace } from "../resolve/workspace.ts";

/** What kind of quantity a field holds: a price of the product, a number of contracts, a share, an amount of money, a length of time. */
export type Measure = "price" | "contracts" | "share" | "money" | "quantity";

/** By block type and key; `*` is every key of the block. */
const MEASURES: Readonly<Record<string, Measure>> = {
  "tick.*": "price",
  "strikes.initial": "price",
  "cabinet.price": "price",
  "limits.spot-month": "contracts",
  "limits.single-month": "contracts",
  "limits.all-months": "contracts",
  "limits.reportable": "contracts",
  "perpetual-limits.position": "contracts",
  "perpetual-limits.reportable": "contracts",
  "orders.max": "contracts",
  "orders.min": "contracts",
  "block.min": "contracts",
  "margin.maintenance": "share",
  "margin.initial": "share",
  "margin.inter-month": "share",
  "future.size": "quantity",
  "structured.size": "quantity",
  "perpetual.size": "quantity",
  "future.tick-value": "money",
};

/** The quantity that `key` of a block of type `type` holds; undefined where it is no quantity or more than one will do. */
export function measureOf(type: string | undefined, key: string): Measure | undefined {
  return MEASURES[`${type}.${key}`] ?? MEASURES[`${type}.*`];
}

/** The unit a bare number of that measure has in a declaration, as its author wrote it; undefined where the declaration does not say. */
export function unitText(workspace: Workspace, owner: Declaration | undefined, measure: Measure): string | undefined {
  if (measure === "contracts") return "contracts";
  if (measure === "share") return "%";
  if (owner === undefined) return undefined;
  const price = priceField(workspace, owner)?.value?.content.span;
  const text = price && price.source.text.slice(price.start, price.end).replace(/\s+/g, " ");
  if (measure === "price" || text === undefined) return text;
  const [currency, unit] = text.split(/\s*\/\s*/, 2);
  return measure === "money" ? currency : unit;
}

/** Where the price of a product is said: in itself, in what it takes over, or in the future its option is on. */
function priceField(workspace: Workspace, owner: Declaration): Field | undefined {
  return ["price", "premium"].map((key) => inherited(workspace, owner, key)).find((one) => one !== undefined);
}

/** The field `key` of a declaration or of one whose terms it takes over. */
export function inherited(
  workspace: Workspace,
  owner: Declaration,
  key: string,
  seen = new Set<Declaration>(),
): Field | undefined {
  if (seen.has(owner)) return undefined;
  seen.add(owner);
  const own = fieldOf(owner.block, key);
  if (own !== undefined) return own;
  const home = workspace.modules.get(owner.span.source.path);
  const heads = [
    headOf(owner, "head-from")?.name,
    headOf(owner, "head-to")?.name,
    ...(headOf(owner, "head-uses")?.names ?? []),
    headOf(owner, "head-on")?.name,
  ];
  for (const name of heads) {
    const parent = name && home?.visible.get(name.text)?.declaration;
    const found = parent && inherited(workspace, parent, key, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

const PRODUCTS: readonly Keyword[] = ["future", "option", "spread", "perpetual", "structured"];

const WANTED: Readonly<Record<string, readonly Keyword[]>> = {
  venue: ["venue"],
  clearing: ["clearing-house"],
  underlying: ["index", ...PRODUCTS],
  administrator: ["organisation"],
  publisher: ["organisation"],
  restates: ["source"],
  into: PRODUCTS,
  "aggregate-into": PRODUCTS,
  successor: ["index"],
  from: ["organisation", "venue", "source"],
};

/** The kinds of declaration that the value of `key` may name; all where the language does not narrow it. */
export function wantedBy(key: string | undefined): readonly Keyword[] | undefined {
  return key !== undefined && Object.hasOwn(WANTED, key) ? WANTED[key] : undefined;
}

/** The kinds of declaration that may stand behind a word of a head: `on` a calendar, or the product of an option. */
export function wantedInHead(word: string, keyword: string): readonly Keyword[] | undefined {
  if (word === "on") return keyword === "option" ? PRODUCTS : ["calendar"];
  if (word === "from")
    return keyword === "calendar"
      ? ["calendar"]
      : (PRODUCTS as readonly string[]).includes(keyword)
        ? PRODUCTS
        : [keyword as Keyword];
  if (word === "uses") return ["profile"];
  if (word === "to") return [...PRODUCTS, "index", "calendar", "venue", "grade"];
  if (word === "for") return PRODUCTS;
  if (word === "measures") return undefined;
  return undefined;
}
