import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { placeOf } from "../host/failure.ts";
import { REGIMES, type Regime } from "../prove/regulation/rule.ts";

/** The regimes that the command line names, and a finding for each that there is none of. */
export function regimesOf(list: string | undefined): {
  readonly known: readonly Regime[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const asked = list === undefined ? [] : list.split(",").map((one) => one.trim());
  const strange = asked.filter((one) => !REGIMES.some((regime) => regime === one));
  return {
    known: REGIMES.filter((regime) => asked.includes(regime)),
    diagnostics: strange.map((found) =>
      diagnostic("usage-regime-unknown", placeOf("--regime"), { found, known: REGIMES.join(", ") }),
    ),
  };
}
