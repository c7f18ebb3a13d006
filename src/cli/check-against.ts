import { analyse } from "../analysis.ts";
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { templatesOf } from "../emit/filing/override-check.ts";
import { REGIMES } from "../prove/regulation/rule.ts";
import { hostReader } from "../resolve/host-reader.ts";
import { dateOption } from "./dates.ts";
import type { Environment } from "./environment.ts";
import { given } from "./given.ts";
import { outputInk } from "./ink.ts";
import { regimesOf } from "./regimes.ts";
import { rootsOf } from "./roots.ts";
import { exitOf, show, USAGE } from "./usage.ts";
import { compareWith, openEarlier } from "./what-if.ts";
import { whatIfText } from "./what-if-text.ts";

type Options = {
  readonly against: string;
  readonly json?: boolean;
  readonly deny?: string;
  readonly asOf?: string;
  readonly regime?: string;
};

/**
 * `tenor check --against DIR`: the rules that specs newly break and meet since a build; 0 when none is newly broken, 1 when one is or a spec
 * has an error, 2 when there is nothing to compare with.
 */
export function checkAgainst(environment: Environment, files: readonly string[], options: Options): number {
  const json = options.json ?? false;
  const asked = dateOption(options.asOf, "--as-of");
  const regimes = regimesOf(options.regime);
  const opened = openEarlier(environment.cwd, options.against);
  const before = [...asked.diagnostics, ...regimes.diagnostics];
  if (opened.kind === "refused") {
    show(environment, [...before, ...opened.diagnostics], json);
    return USAGE;
  }
  // The months that are listed are those of the build, so that only the edit is judged.
  const asOf = asked.date ?? opened.earlier.folder.made.build.asOf;
  const roots = rootsOf(environment.host, files);
  const read = given(environment);
  const analysis = analyse(roots.paths, hostReader(environment.host), {
    ...read.inputs,
    ...(asOf === undefined ? {} : { asOf }),
  });
  const found: Diagnostic[] = [
    ...before,
    ...roots.diagnostics,
    ...read.diagnostics,
    // What falls short of the regimes that specs choose is what is compared.
    ...analysis.diagnostics.filter(({ code }) => code !== "regulation-unmet"),
    ...templatesOf(analysis, read.inputs.templates).diagnostics,
  ];
  if (hasErrors(found)) {
    show(environment, found, json);
    return exitOf(found, false);
  }
  const compared = compareWith(opened.earlier, analysis, options.regime === undefined ? REGIMES : regimes.known);
  if (compared.kind === "refused") {
    show(environment, compared.diagnostics, json);
    return USAGE;
  }
  const { report, diagnostics } = compared;
  // The report has what is newly broken; what else there is to say of specs goes beside it.
  show(environment, json ? found : [...found, ...diagnostics], false);
  environment.out(json ? `${JSON.stringify(report, null, 2)}\n` : whatIfText(report, outputInk()));
  return exitOf([...found, ...diagnostics], options.deny === "warnings");
}
