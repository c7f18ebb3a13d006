import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Index, Screen } from "../../model/model.ts";
import { compare, parse, type Rational, show, ZERO } from "../../runtime/exact.ts";
import { ofEachIndex } from "../each-index.ts";
import type { ProofRule } from "../rule.ts";

type Bound = { readonly value: Rational; readonly open: boolean; readonly clause: string; readonly text: string };

/** No screens of prices or of sizes leave out whatever there is: between the highest that is too low and the lowest that is too high is room. */
export const screensLeaveSomething: ProofRule = {
  name: "screens-leave-nothing",
  check: ofEachIndex(({ at }, index) =>
    (["price", "size"] as const).flatMap((what): Diagnostic[] => {
      const bounds = boundsOf(index, what);
      if (bounds === undefined) return [];
      const { low, high } = bounds;
      const gap = compare(low.value, high.value);
      if (gap < 0 || (gap === 0 && !low.open && !high.open)) return [];
      const example = show(low.value);
      const by = gap === 0 && !high.open ? low : high;
      return [
        diagnostic(
          "screens-leave-nothing",
          at(high.clause),
          { index: index.id, what },
          {
            related: low.clause === "" ? [] : [{ span: at(low.clause), label: "leaves out everything below" }],
            evidence: [
              `a ${what} of ${example} is left out by \`${by.text}\`, and none is below that is not left out too`,
            ],
          },
        ),
      ];
    }),
  ),
};

/** The lowest and the highest that screens let through; undefined where one end is open or a clamp stands between. */
function boundsOf({ screens, price }: Index, what: "price" | "size"): { low: Bound; high: Bound } | undefined {
  if (what === "price" && screens.some(({ action }) => action === "clamp")) return undefined;
  const drops = screens.filter((one) => one.action === "drop" && one.of === what && one.comparison !== undefined);
  const bounds = (sign: "<" | ">"): Bound[] =>
    drops.filter(({ comparison }) => comparison?.startsWith(sign)).map((one) => boundOf(one));
  // Nothing is sold at less than zero unless prices are signed, and nothing has a size of zero.
  const floor: Bound = { value: ZERO, open: what === "size", clause: "", text: "" };
  const signed = what === "price" && price.signed;
  const [low] = [...(signed ? [] : [floor]), ...bounds("<")].sort(
    (a, b) => compare(b.value, a.value) || Number(b.open) - Number(a.open),
  );
  const [high] = bounds(">").sort((a, b) => compare(a.value, b.value) || Number(b.open) - Number(a.open));
  return low === undefined || high === undefined ? undefined : { low, high };
}

const boundOf = ({ value, comparison, clause, text }: Screen): Bound => ({
  value: parse(value as string),
  // `drop when price <= 5` leaves what is above five, five itself not.
  open: comparison === "<=" || comparison === ">=",
  clause,
  text,
});
