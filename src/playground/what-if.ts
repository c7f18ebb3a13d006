import { directCalculator, type DirectCalculator } from "../emit/calculator/direct.ts";
import { hasCalculator } from "../emit/calculator/applies.ts";
import { interfaceOf } from "../emit/calculator/interface-of.ts";
import { vectorsFile } from "../emit/vectors/emitter.ts";
import type { ContractModel } from "../model/model.ts";
import { isRefused } from "../runtime/exact.ts";
import type { RefusedPlace } from "../runtime/input.ts";
import type { Desk } from "../server/desk.ts";
import { clausesOf, el, type Piece } from "./piece.ts";
import type { Settled, Tried } from "./protocol.ts";
import { modelOf, placesOf } from "./views.ts";
import { settlement } from "./views/settlement.ts";

/** How many situations of a function are offered: each way it can go, and a few more. */
const SCENARIOS = 24;

const made = new WeakMap<ContractModel, DirectCalculator>();

function calculatorOf(model: ContractModel): DirectCalculator {
  const known = made.get(model) ?? directCalculator(model);
  made.set(model, known);
  return known;
}

/** Every function of the calculator of a contract with situations that take each of its ways; nothing where the text has an error. */
export function triesOf(desk: Desk, path: string, root: string): readonly Tried[] {
  const model = modelOf(desk.analysis(path), root);
  if (model === undefined || !hasCalculator(model)) return [];
  const { vectors } = vectorsFile(model);
  const functions = interfaceOf(model).functions.filter(({ name }) => !name.endsWith("Columns"));
  return functions.flatMap(({ name, doc }) => {
    const own = vectors.filter((one) => one.function === name && !("refused" in one.expected));
    // One of each way first, in the order of the ways; what follows is more of the same.
    const ways = own.filter((one, at) => own.findIndex((other) => sameWay(one.branches, other.branches)) === at);
    const scenarios = [...ways, ...own.filter((one) => !ways.includes(one))].slice(0, SCENARIOS);
    if (scenarios.length === 0) return [];
    return [
      {
        name,
        says: doc,
        scenarios: scenarios.map((one) => ({
          name: one.name.replace(/^[^:]*: (?:final settlement, )?/, ""),
          arguments: one.arguments as readonly unknown[],
        })),
      },
    ];
  });
}

const sameWay = (one: readonly string[], other: readonly string[]): boolean => one.join(" ") === other.join(" ");

/** What a function of the calculator makes of its arguments: the ways it took and passed over, each step, or why it refuses them. */
export function settledBy(desk: Desk, path: string, root: string, name: string, given: readonly unknown[]): Settled {
  const analysis = desk.analysis(path);
  const model = modelOf(analysis, root);
  const code = model === undefined ? undefined : calculatorOf(model)[name];
  if (model === undefined || code === undefined)
    return { pieces: [], clauses: {}, said: "The contract has an error: nothing can be settled." };
  const { pieces, said } = outcome(model, name, () => code(...given));
  return { pieces, said, clauses: placesOf(analysis, clausesOf(pieces)) };
}

function outcome(
  model: ContractModel,
  name: string,
  settle: () => unknown,
): { readonly pieces: readonly Piece[]; readonly said: string } {
  try {
    return settlement(model, name, settle());
  } catch (thrown) {
    if (!isRefused(thrown)) throw thrown;
    const { code, message, evidence } = thrown;
    const { place = "" } = thrown as Partial<RefusedPlace>;
    const said = `Refused: ${message}`;
    return {
      said,
      pieces: [
        el(
          "div",
          { is: "refused" },
          el("p", {}, el("strong", {}, said)),
          el("p", {}, [`${code}${place === "" ? "" : `, at ${place}`}`, ...evidence].join("; ")),
        ),
      ],
    };
  }
}
