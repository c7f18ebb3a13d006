import type { Settled, Tried } from "../protocol.ts";
import { drawn, made } from "./draw.ts";
import { fieldsOf, type Given, withAt } from "./inputs.ts";

type Does = {
  readonly settle: (name: string, given: readonly unknown[]) => Promise<Settled>;
  readonly linked: (settled: Settled) => void;
};

/** What was tried last, so that an edit of the text keeps it. */
type Kept = { name: string; scenario: string; given: Given };
let kept: Kept | undefined;

/** The panel in which a calculator is tried: a function, a situation, its inputs, and beside them what comes out with each step. */
export function triesPanel(tries: readonly Tried[], does: Does): HTMLElement {
  const [first] = tries;
  if (first === undefined) return made("p", { class: "none" }, "Nothing is calculated of it.");
  const functions = made(
    "select",
    { id: "function" },
    ...tries.map(({ name }) => made("option", { value: name }, spoken(name))),
  );
  const scenarios = made("select", { id: "scenario" });
  const says = made("p", { class: "function-says" });
  const form = made("div", { class: "inputs", role: "group", "aria-label": "Inputs of the calculator" });
  const result = made("div", { class: "result" });
  const announced = made("p", { class: "unseen", role: "status", "aria-live": "polite" });
  let asked = 0;
  const chosen = () => tries.find(({ name }) => name === functions.value) ?? first;
  const settle = async (): Promise<void> => {
    const now = ++asked;
    if (kept === undefined) return;
    const settled = await does.settle(kept.name, kept.given as readonly unknown[]);
    // A later drag has been asked for meanwhile: its answer is the one to show.
    if (now !== asked) return;
    result.replaceChildren(...drawn(settled.pieces));
    announced.textContent = settled.said;
    does.linked(settled);
  };
  const fill = () => {
    if (kept === undefined) return;
    const list = kept.given as readonly Given[];
    form.replaceChildren(
      ...list.map((one, at) => fieldsOf(one, typeof one === "object" ? "" : `input ${at + 1}`, [at], change, rows)),
    );
  };
  const change = (path: readonly (string | number)[], value: Given) => {
    if (kept === undefined) return;
    kept.given = withAt(kept.given, path, value);
    void settle();
  };
  const rows = (path: readonly (string | number)[], list: readonly Given[]) => {
    const open = [...form.querySelectorAll("details")].map((one) => one.open);
    change(path, list);
    fill();
    for (const [at, one] of [...form.querySelectorAll("details")].entries()) one.open = open[at] ?? one.open;
  };
  const situation = () => {
    const { name, scenarios: all } = chosen();
    const scenario = all.find((one) => one.name === scenarios.value) ?? all[0];
    if (scenario === undefined) return;
    kept = { name, scenario: scenario.name, given: structuredClone(scenario.arguments) as Given };
    fill();
    void settle();
  };
  const calculator = () => {
    const { says: doc, scenarios: all } = chosen();
    says.textContent = doc;
    scenarios.replaceChildren(...all.map(({ name }) => made("option", { value: name }, name)));
  };
  functions.addEventListener("change", () => {
    calculator();
    situation();
  });
  scenarios.addEventListener("change", situation);
  const before = kept;
  const again = before && tries.find((one) => one.name === before.name);
  functions.value = again?.name ?? (tries.find((one) => one.name === "dailySettlement") ?? first).name;
  calculator();
  if (again !== undefined && before !== undefined) {
    scenarios.value = before.scenario;
    fill();
    void settle();
  } else situation();
  return made(
    "div",
    { class: "tries" },
    made(
      "div",
      { class: "choices" },
      made("label", {}, "Calculate ", functions),
      made("label", {}, "Situation ", scenarios),
    ),
    says,
    made("div", { class: "what-if" }, form, result),
    announced,
  );
}

/** `dailySettlement` as `daily settlement`. */
const spoken = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

/** Another contract is looked at: what was tried of the one before is let go. */
export function forgetTries(): void {
  kept = undefined;
}
