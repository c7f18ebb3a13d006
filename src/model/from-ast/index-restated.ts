import type { Field } from "../../ast/nodes.ts";
import { contentOf, fieldOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, valueIn } from "../../check/expression.ts";
import { show } from "../../runtime/exact.ts";
import { pure } from "../../value/unit.ts";
import type { Index } from "../model.ts";
import { clauseOf, exprHere, type Lowering, onlyModifiers, wordsOf } from "./builder.ts";
import { clock } from "./windows.ts";

type Restated = NonNullable<Index["restated"]>[number];

/** `restate: until 17:30, never after final-settlement-day` with `restate-above: 0.10%`; nothing where there is none, or after a finding. */
export function restatement(at: Lowering, env: Env): Pick<Index, "restate"> {
  const field = fieldOf(at.block, "restate");
  const moments = contentOf(field, "moment-value")?.moments ?? [];
  const [first, second, ...more] = moments;
  const until = first?.relation === "until" && first.on === undefined && !first.nextDay ? first.at : undefined;
  const never = second?.relation === "never-after" && second.at === undefined ? second.on : undefined;
  const over = fieldOf(at.block, "restate-above");
  if (field?.value === undefined) {
    if (over?.value !== undefined)
      report(at.context, "field-missing", over.key.span, {
        what: "`restate-above`",
        field: "restate",
        why: "only what is corrected at all is corrected from some size on, such as `restate: until 17:30`",
      });
    return {};
  }
  const neverAfter = never?.kind === "date-reference" && never.path.length === 1 ? never.path[0]?.text : undefined;
  if (
    until === undefined ||
    until.zone !== undefined ||
    (second !== undefined && neverAfter === undefined) ||
    more.length > 0
  ) {
    report(at.context, "value-of-another-kind", field.value.span, {
      field: "restate",
      wanted: "`until 17:30`, in the index's zone, and where needed `, never after final-settlement-day`",
    });
    return {};
  }
  return {
    restate: {
      text: wordsOf(field),
      until: clock(until),
      ...(neverAfter === undefined ? {} : { neverAfter }),
      ...aboveOf(at, env, over),
      clause: clauseOf(at.context, field),
    },
  };
}

/** The share of a value by more than which it must be wrong; none where nothing is said, or after a finding. */
function aboveOf(at: Lowering, env: Env, field: Field | undefined): Pick<NonNullable<Index["restate"]>, "above"> {
  const expr = exprHere(at.context, field, "a share, such as `0.10%`");
  if (field?.value === undefined || expr === undefined) return {};
  const share = valueIn(expr, pure, env);
  if (!onlyModifiers(at.context, field.value.modifiers) || share === undefined) return {};
  if (share.n > 0n) return { above: { share: show(share), clause: clauseOf(at.context, field) } };
  report(at.context, "not-above-zero", expr.span, { what: "`restate-above`", value: show(share) });
  return {};
}

/** The index with how far prints that are its inputs may be restated, each as the index says that they are of. */
export function withRestated(index: Index, all: ReadonlyMap<string, Index>): Index {
  const sources = index.inputs.flatMap(({ what, from }) => (what === "prints" ? from : []));
  const restated = [...new Set(sources)].flatMap((id): Restated[] => {
    const of = all.get(id);
    return of?.restate === undefined ? [] : [{ index: id, zone: of.zone, ...of.restate }];
  });
  return restated.length === 0 ? index : { ...index, restated };
}
