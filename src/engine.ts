import type { EngineConfig } from "./model/generated/engine.ts";
import isEngineConfig from "./model/generated/engine.validate.js";
import { inconsistencies } from "./emit/engine-config/consistency.ts";
import { pointerTo } from "./emit/json.ts";

export type * from "./model/generated/engine.ts";

/** Something wrong with a config: where, as a JSON pointer (empty is the whole file), and what. */
export type ConfigProblem = { readonly path: string; readonly message: string };

export type LoadedConfig =
  | { readonly ok: true; readonly config: EngineConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * The parsed content of an engine.json as a typed config when it is of the published schema and agrees with itself
 * (ticks with their integer form, the schedule in order, months within it); otherwise everything that is wrong with it.
 */
export function loadEngineConfig(json: unknown): LoadedConfig {
  if (!isEngineConfig(json)) {
    const errors = isEngineConfig.errors ?? [];
    return {
      ok: false,
      problems: errors.map(({ instancePath, message, params }) => schemaProblem(instancePath, message, params)),
    };
  }
  const problems = inconsistencies(json);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: json };
}

/** The pointer leads to the property itself where one is missing or too many, not to the object around it. */
function schemaProblem(
  path: string,
  message = "is not valid",
  params: Readonly<Record<string, unknown>>,
): ConfigProblem {
  const { missingProperty, additionalProperty, allowedValues } = params;
  if (typeof missingProperty === "string") return { path: pointerTo(path, missingProperty), message: "is missing" };
  if (typeof additionalProperty === "string") {
    return { path: pointerTo(path, additionalProperty), message: "is not a property of this format" };
  }
  if (Array.isArray(allowedValues)) return { path, message: `must be one of ${allowedValues.join(", ")}` };
  return { path, message };
}
