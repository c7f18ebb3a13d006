import type { ContractModel } from "../../model/model.ts";
import type { Emission, Emitter } from "../emitter.ts";
import { hasCalculator } from "./applies.ts";
import { INPUTS_FILE, inputsOf } from "./inputs.ts";
import { interfaceFile } from "./interface-file.ts";
import { interfaceOf } from "./interface-of.ts";
import { sectionsOf } from "./sections.ts";
import { targets } from "./targets/registry.ts";
import type { Subject } from "./targets/target.ts";
import { withoutOf } from "./targets/target.ts";

/**
 * `calculator/`: modules that compute reference prices and, for a product, settlements and money, exactly, in each language asked for; what
 * they offer in `interface.json`, and what they read in `inputs.json`.
 */
export const calculatorEmitter: Emitter = {
  name: "calculator",
  title: "settlement calculators with no dependency, in every target language",
  applies: (model) => hasCalculator(model),
  emit: (model, options = {}) => {
    const subject: Subject = { model, offered: interfaceOf(model), sections: sectionsOf(model) };
    const printed = targets
      .filter(({ name }) => options.targets?.includes(name) ?? true)
      .map((target) => {
        const without = withoutOf(target, subject);
        const any = without.length < subject.offered.functions.length;
        const emission: Emission = any ? target.emit(subject, without) : { artifacts: [], trace: [] };
        return { target, without, emission };
      });
    const all = [...printed.map(({ emission }) => emission), interfaceFile(subject, printed), inputs(model)];
    return {
      artifacts: all.flatMap((one) => one.artifacts),
      trace: all.flatMap((one) => one.trace),
      ranges: all.flatMap((one) => one.ranges ?? []),
    };
  },
};

/** What calculators of prices and settlements read; options and spreads say it in their own files. */
function inputs(model: ContractModel): Emission {
  if (model.option !== undefined || model.spread !== undefined) return { artifacts: [], trace: [] };
  const { content, trace } = inputsOf(model);
  return { artifacts: [{ path: INPUTS_FILE, content }], trace };
}
