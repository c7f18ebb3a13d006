import type { Block, Declaration, Keyword } from "../ast/nodes.ts";
import { headOf } from "../check/block.ts";
import { clauseIds, clauseText, placeOf } from "../check/clauses.ts";
import type { Context } from "../check/context.ts";
import { effectiveBlock } from "../check/effective.ts";
import { unitTables } from "../check/units.ts";
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import type { Module, Workspace } from "../resolve/workspace.ts";
import { inLibraryPath } from "../resolve/workspace.ts";
import { makeWorld } from "../value/date-rule-world.ts";
import { type DateOf, datesIn } from "./date-of.ts";
import { FIRST_DAY, parseDay } from "../value/day.ts";
import { type Lowering, whatOf } from "./from-ast/builder.ts";
import { calendarsOf } from "./from-ast/calendars.ts";
import { contractsSettled } from "./from-ast/contract-settlements.ts";
import { unfiledOnDelivered, withUnderlyings } from "./from-ast/filed-underlyings.ts";
import { datesHold } from "./from-ast/every-month.ts";
import { byName, closedModel, type Parts } from "./from-ast/close.ts";
import { indexOf } from "./from-ast/index.ts";
import { listedDays } from "./from-ast/listed-days.ts";
import { nothingLost } from "./from-ast/nothing-lost.ts";
import {
  datesOfSpecials,
  keepSpecial,
  lowerSpecials,
  noSpecials,
  specialRoot,
  type Specials,
  unfiled,
} from "./from-ast/specials.ts";
import { filingOf } from "./from-ast/filing.ts";
import { citationOf, gradeOf, organisationOf } from "./from-ast/parties.ts";
import { type LoweredProduct, productOf, withMonths } from "./from-ast/product.ts";
import { isReference, type LoweredReference, referenceOf } from "./from-ast/reference.ts";
import { referenceMonths } from "./from-ast/reference-months.ts";
import { type Doubtful, exampleMonths } from "./from-ast/two-readings.ts";
import type { SessionMemory } from "./from-ast/session-days.ts";
import { indicesFrom, indicesOfProduct } from "./from-ast/closure.ts";
import { withRestated } from "./from-ast/index-restated.ts";
import type { Citation, Clause, ContractModel, Filing, Grade, Index, Organisation } from "./model.ts";

export type Lowered = {
  /** One model for each product of the root files, and for each of their indices that no product settles by. */
  readonly models: readonly ContractModel[];
  /** The place of a clause id in the sources, for findings of later stages. */
  readonly place: (clause: string) => Diagnostic["span"] | undefined;
  /** Any date of any contract month of a product or reference. */
  readonly dateOf: DateOf;
  readonly kept: Kept;
};

/** What declarations were lowered to, by name; and the blocks in force they were read from. */
export type Kept = {
  readonly indices: ReadonlyMap<string, Index>;
  readonly products: ReadonlyMap<string, LoweredProduct>;
  readonly references: ReadonlyMap<string, LoweredReference>;
  readonly specials: Specials;
  readonly others: ReadonlyMap<string, Grade | Organisation | Citation>;
  readonly blocks: ReadonlyMap<Declaration, Block>;
};

/** Products with one price for each of their contract months. */
const FUTURES: readonly Keyword[] = ["future", "structured"];

/** A context for every declaration of a workspace, in order; findings about units go to `diagnostics`. */
export function contextsOf(workspace: Workspace, diagnostics: Diagnostic[]): Context[] {
  const symbols = [...workspace.modules.values()].flatMap((module) => [...module.own.values()]);
  const clauses = clauseIds(symbols.map((one) => one.declaration));
  const tables = unitTables(workspace, clauses, diagnostics);
  return symbols.map((symbol) => ({
    workspace,
    module: workspace.modules.get(symbol.path) as Module,
    declaration: symbol.declaration,
    units: tables.get(symbol.path) ?? new Map(),
    unitsOf: (path) => tables.get(path) ?? new Map(),
    clauses,
    diagnostics,
  }));
}

/**
 * Turns declarations into contract models; `compiler` is the version they name, `asOf` the date of the instrument tables; with `until`
 * they hold what is listed on any day from the one to the other. `only` are the names of the products and indices wanted, where that is not all.
 * Names that are not `touched` since `before` are what they were lowered to then.
 */
export function modelsOf(
  contexts: readonly Context[],
  compiler: string,
  asOf?: string,
  only?: ReadonlySet<string>,
  until?: string,
  before?: { readonly kept: Kept; readonly touched: ReadonlySet<string> },
): Lowered {
  const clauses = contexts[0]?.clauses;
  const workspace = contexts[0]?.workspace;
  const roots = rootsOf(workspace);
  // A filing or an amendment that is asked for is built with its product, also where that stands in another file.
  const asked = new Set<string>();
  const named = new Map(contexts.map((one) => [one.declaration.name.text, one]));
  const calendars = calendarsOf([...named.values()]);
  const indices = new Map<string, Index>();
  const products = new Map<string, LoweredProduct>();
  const references = new Map<string, LoweredReference>();
  const others = new Map<string, Grade | Organisation | Citation>();
  const grades: Grade[] = [];
  const organisations: Organisation[] = [];
  const sources: Citation[] = [];
  const filings: Filing[] = [];
  const doubtful: Doubtful[] = [];
  const blocks = new Map<Declaration, Block>();
  const specials = noSpecials();
  const declared = new Map<string, { readonly context: Context; readonly at: Lowering }>();
  for (const [name, context] of named) {
    const { declaration } = context;
    const kept = before === undefined || before.touched.has(name) ? undefined : before.kept;
    const lowering = () => {
      const before = context.diagnostics.length;
      const block = effectiveBlock(context.workspace, context.module.path, declaration, context.diagnostics);
      // Without what it is derived from nearly every term would be missing, and none of that is the author's mistake.
      const found = context.diagnostics.slice(before).filter((one) => one.severity === "error");
      const lost = found.some((one) => one.code !== "scaled-term-not-restated");
      blocks.set(declaration, block);
      return lost ? undefined : { context, block, what: whatOf(declaration), doubtful };
    };
    const block = kept?.blocks.get(declaration);
    if (block !== undefined && kept !== undefined) {
      blocks.set(declaration, block);
      keep(indices, name, kept.indices.get(name));
      keep(products, name, kept.products.get(name));
      keep(references, name, kept.references.get(name));
      keepSpecial(specials, kept.specials, name);
      continue;
    }
    switch (declaration.keyword) {
      case "index":
        keep(indices, name, whole(lowering(), indexOf));
        break;
      case "future":
      case "structured":
      case "option":
      case "spread":
      case "perpetual": {
        const at = lowering();
        if (at !== undefined && isReference(at)) keep(references, name, referenceOf(at));
        else if (FUTURES.includes(declaration.keyword)) keep(products, name, whole(at, productOf));
        else if (at !== undefined) declared.set(name, { context, at });
        break;
      }
      case "grade": {
        const grade = (kept?.others.get(name) as Grade | undefined) ?? gradeOf(context);
        if (grade === undefined) break;
        grades.push(grade);
        others.set(name, grade);
        break;
      }
      case "venue":
      case "clearing-house":
      case "organisation": {
        const organisation = (kept?.others.get(name) as Organisation | undefined) ?? organisationOf(context);
        organisations.push(organisation);
        others.set(name, organisation);
        break;
      }
      case "source": {
        const source = (kept?.others.get(name) as Citation | undefined) ?? citationOf(context);
        sources.push(source);
        others.set(name, source);
        break;
      }
      case "filing": {
        const filing = filingOf(context);
        if (filing !== undefined) filings.push(filing);
        if (filing !== undefined && roots.has(context.module.path)) asked.add(filing.product);
        break;
      }
      case "amendment": {
        const changed = headOf(declaration, "head-to")?.name.text;
        if (changed !== undefined && roots.has(context.module.path)) asked.add(changed);
        break;
      }
      default:
    }
  }
  // The filing of an amendment is made of every contract that it names.
  const names = filings.filter((one) => one.amendment !== undefined && asked.has(one.product));
  for (const { facts } of names)
    for (const { name, value, items } of facts)
      for (const one of name === "on-file" || name === "products" ? (items ?? [value]) : [])
        asked.add(filings.find(({ id }) => id === one)?.product ?? one);
  lowerSpecials(specials, declared, { products, references });
  const { firsts, dates } = datesOfSpecials(specials);
  const lowered = [...products.values()];
  const latest = [asOf ?? "", ...firsts, ...lowered.map((one) => one.product.listing.first)].sort().at(-1) as string;
  const world = makeWorld(
    {
      calendars: calendars.data,
      compiled: calendars.compiled,
      products: [...[...lowered, ...references.values()].map((one) => one.productDates), ...dates],
    },
    listedDays(
      new Map(lowered.map((one) => [one.product.id, { rule: one.listing.rule, dates: one.productDates }])),
      () => world,
      parseDay(latest) ?? FIRST_DAY,
    ),
  );
  for (const one of doubtful) exampleMonths(one, world);
  // Many models name the same clauses of venues, sources and indices.
  const placed = new Map<string, Clause>();
  const place = (id: string): Clause | undefined => {
    const known = placed.get(id);
    if (known !== undefined) return known;
    const span = clauses?.place(id);
    if (span === undefined) return undefined;
    const clause = { id, ...placeOf(span), text: clauseText(span) };
    placed.set(id, clause);
    return clause;
  };
  const filed = new Map<string, Filing[]>();
  for (const one of filings) filed.set(one.product, [...(filed.get(one.product) ?? []), one]);
  const parts: Parts = {
    indices: new Map([...indices].map(([name, index]) => [name, withRestated(index, indices)])),
    grades: byName(grades),
    organisations: byName(organisations),
    sources: byName(sources),
    filings: withUnderlyings(filed, specials, products, indices),
    calendars,
    world,
    place,
    used: new Set(),
    gathered: new Map(),
    gradesOfUnits: new Map(),
    compiler,
  };
  const settling = [
    ...lowered.flatMap((one) => indicesOfProduct(one.product)),
    ...[...specials.perpetuals.values()].map((one) => one.perpetual.underlying.index),
  ];
  const used = new Set(indicesFrom(settling, indices).map((index) => index.id));
  const models: ContractModel[] = [];
  const weeks: SessionMemory = new Map();
  const circles = new Set<string>();
  for (const [name, context] of named) {
    if (inLibraryPath(context.module.path)) continue;
    if (!(only === undefined ? roots.has(context.module.path) || asked.has(name) : only.has(name))) continue;
    const own = products.get(name);
    const restated = references.get(name);
    const special = specialRoot(specials, name, world, weeks, asOf);
    if (restated !== undefined) {
      const date = asOf ?? restated.asOf;
      const reference = { ...restated.reference, ...referenceMonths(restated, world, date) };
      models.push(closedModel(parts, { kind: "reference", root: name, asOf: date, reference }));
    } else if (special !== undefined) {
      unfiledOnDelivered(specials, name, filed.get(name) ?? [], products);
      models.push(closedModel(parts, special));
    } else if (own !== undefined) {
      const sound = datesHold(own, world, products, circles);
      const { product, asOf: date } = withMonths(own, world, weeks, sound, { asOf, until });
      contractsSettled(own, product, products, world);
      if (product.finalSettlement.method === "delivery")
        unfiled(own.at.context, filed.get(name) ?? [], "of a contract that is delivered");
      models.push(closedModel(parts, { kind: "product", root: name, asOf: date, product }));
    } else if (indices.has(name) && !used.has(name)) {
      models.push(closedModel(parts, { kind: "index", root: name }));
    }
  }
  // Where a declaration has an error its terms are missing for that reason, and saying so twice helps nobody.
  if (!hasErrors(contexts[0]?.diagnostics ?? [])) {
    nothingLost(contexts, parts.used, blocks);
  }
  const lowerings = { indices, products, references, specials, others, blocks };
  return { models, place: (id) => clauses?.place(id), dateOf: datesIn(world), kept: lowerings };
}

const knownRoots = new WeakMap<Workspace["roots"], ReadonlySet<string>>();

/** The files asked for, as a set that all the models of a compile share. */
function rootsOf(workspace: Workspace | undefined): ReadonlySet<string> {
  if (workspace === undefined) return new Set();
  const known = knownRoots.get(workspace.roots) ?? new Set(workspace.roots);
  knownRoots.set(workspace.roots, known);
  return known;
}

function whole<T>(at: Lowering | undefined, lower: (at: Lowering) => T | undefined): T | undefined {
  return at && lower(at);
}

function keep<T>(map: Map<string, T>, name: string, value: T | undefined): void {
  if (value !== undefined) map.set(name, value);
}
