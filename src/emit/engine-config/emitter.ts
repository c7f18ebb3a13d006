import type { Emitter } from "../emitter.ts";
import { writeJson } from "../json.ts";
import { hasProduct, hasOther } from "../product.ts";
import { optionFiles } from "../option/config.ts";
import { perpetualFiles } from "../perpetual/config.ts";
import { spreadFiles } from "../spread/config.ts";
import { traceValues } from "../trace-values.ts";
import { engineConfig } from "./engine.ts";
import { instruments } from "./instruments.ts";
import { engineOrigins, instrumentOrigins } from "./origins.ts";

/** Writes engine.json, what an exchange engine loads, and instruments.json, every listed contract with its dates. */
export const configEmitter: Emitter = {
  name: "config",
  title: "engine.json, what an exchange engine loads, and instruments.json, every listed contract",
  applies: (model) => hasProduct(model) || hasOther(model),
  emit: (model) => {
    if (model.option !== undefined) return optionFiles(model, model.option);
    if (model.spread !== undefined) return spreadFiles(model, model.spread);
    if (model.perpetual !== undefined) return perpetualFiles(model, model.perpetual);
    const engine = engineConfig(model);
    const listed = instruments(model);
    return {
      artifacts: [
        { path: "engine.json", content: writeJson(engine) },
        { path: "instruments.json", content: writeJson(listed) },
      ],
      trace: [
        ...traceValues("engine.json", engine, engineOrigins(model)),
        ...traceValues("instruments.json", listed, instrumentOrigins(model)),
      ],
    };
  },
};
