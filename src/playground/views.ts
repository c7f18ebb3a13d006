import type { Analysis } from "../analysis.ts";
import { hasErrors } from "../diagnostic/diagnostic.ts";
import type { ContractModel } from "../model/model.ts";
import { inLibraryPath } from "../resolve/workspace.ts";
import type { Desk } from "../server/desk.ts";
import { productsOf } from "./contracts.ts";
import { clausesOf, el, type Piece } from "./piece.ts";
import type { Document, Stretch, View, ViewName } from "./protocol.ts";
import { calendar } from "./views/calendar.ts";
import { config } from "./views/config.ts";
import { difference } from "./views/difference.ts";
import { money } from "./views/money.ts";
import { payoff } from "./views/payoff.ts";
import { sheet } from "./views/sheet.ts";

type Wanted = {
  readonly desk: Desk;
  readonly path: string;
  readonly root: string;
  readonly view: ViewName;
  /** The desk with another version of the file, for the difference. */
  readonly before?: Desk;
};

/** What a reader would see of a contract; undefined where its text has an error or does not make it. */
export async function viewOf({ desk, path, root, view, before }: Wanted): Promise<View | undefined> {
  const analysis = view === "filing" ? filed(desk, path, root) : desk.analysis(path);
  const model = modelOf(analysis, root);
  if (model === undefined) return undefined;
  // What writes documents is as large as all the rest, and is read when the first is asked for.
  const documents = view === "filing" ? (await import("./views/filing.ts")).documentsOf(model) : [];
  const pieces = view === "difference" ? differing(desk, before, path, root, model) : PIECES[view](model, documents);
  const stated = [...clausesOf(pieces), ...documents.flatMap(({ html }) => statedIn(html))];
  return { pieces, documents, clauses: placesOf(analysis, stated) };
}

const PIECES: Readonly<
  Record<Exclude<ViewName, "difference">, (model: ContractModel, documents: readonly Document[]) => Piece[]>
> = {
  sheet,
  calendar,
  money,
  payoff,
  config,
  // What the settlement shows follows what is tried: `what-if.ts` answers it.
  settlement: () => [],
  filing: (_, documents) =>
    documents.length > 0
      ? []
      : [
          el(
            "p",
            { is: "none" },
            "Nothing is filed of this contract here: a file that imports it and has a `filing` block is what a filing is written from.",
          ),
        ],
};

/** The model of what a sound text declares; undefined where anything in it is an error, for nothing is then known for sure. */
export function modelOf(analysis: Analysis, root: string): ContractModel | undefined {
  return hasErrors(analysis.diagnostics) ? undefined : productsOf(analysis).find((one) => one.root === root);
}

/** The analysis in which a contract has its filing: that of a file that imports it and files it, else its own. */
function filed(desk: Desk, path: string, root: string): Analysis {
  const own = desk.analysis(path);
  if (modelOf(own, root)?.filings.length !== 0) return own;
  for (const other of desk.specs()) {
    const text = inLibraryPath(other) ? undefined : desk.source(other)?.text;
    if (other === path || text === undefined || !/^filing\s/m.test(text)) continue;
    const imports = desk.workspace([other]).modules.get(other)?.imports ?? [];
    if (!imports.some((one) => one.path === path)) continue;
    const found = desk.analysis(other);
    if ((modelOf(found, root)?.filings.length ?? 0) > 0) return found;
  }
  return own;
}

function differing(desk: Desk, before: Desk | undefined, path: string, root: string, model: ContractModel): Piece[] {
  const after = desk.source(path)?.text ?? "";
  const old = before === undefined ? undefined : modelOf(before.analysis(path), root);
  return difference(old, model, { before: before?.source(path)?.text ?? after, after });
}

const statedIn = (html: string): string[] =>
  [...html.matchAll(/ data-clauses="([^"]*)"/g)].flatMap(([, ids = ""]) => ids.split(" ").filter((one) => one !== ""));

/** Where clauses stand. */
export function placesOf(analysis: Analysis, clauses: readonly string[]): Readonly<Record<string, Stretch>> {
  return Object.fromEntries(
    [...new Set(clauses)].flatMap((id) => {
      const found = analysis.place(id);
      return found === undefined ? [] : [[id, { path: found.source.path, start: found.start, end: found.end }]];
    }),
  );
}
