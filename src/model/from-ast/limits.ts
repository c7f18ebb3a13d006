import type { DatedStep, Expr, Field } from "../../ast/nodes.ts";
import type { Moment } from "../../ast/time-nodes.ts";
import { fieldOf, modifierOf, nameOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, text } from "../../check/expression.ts";
import type { LimitLevel, Limits } from "../model.ts";
import { checkAggregateCircle } from "./aggregate-circle.ts";
import { aggregates } from "./aggregates.ts";
import { aggregationOf } from "./aggregation.ts";
import { clauseOf, exprHere, type Lowering, onlyModifiers, plainWords, wordsOf } from "./builder.ts";
import { dateRule, type DateScope } from "./date-rule.ts";
import { exemptionsOf } from "./exemptions.ts";
import { basisOf, checkBasis } from "./limit-basis.ts";
import { countingOf, diminishingOf, reportedInOf } from "./limit-counting.ts";
import { spelt } from "./spelt.ts";
import { productEnv, type ProductTerms } from "./terms.ts";
import { contractsOf, wholeContracts } from "./whole-contracts.ts";

const SCOPES = ["spot-month", "single-month", "all-months"] as const;

/** The `limits` block; undefined when there is none. */
export function limitsOf(at: Lowering, terms: ProductTerms, scope: DateScope): Limits | undefined {
  const section = sectionOf(at.block, "limits");
  if (section === undefined) return undefined;
  const env = productEnv(at.context, terms);
  const field = (key: string) => fieldOf(section.block, key);
  const basis = basisOf(at, field("basis"), env);
  const otherMonthsBasis = basisOf(at, field("other-months-basis"), env);
  const levels = SCOPES.flatMap((one) => levelsOf(at, one, field(one), env, scope));
  checkBasis(at, levels, basis, { stated: field("basis"), scopes: ["spot-month"] });
  const others = { stated: field("other-months-basis"), scopes: ["single-month", "all-months"] as const };
  checkBasis(at, levels, otherMonthsBasis, others);
  const reportable = field("reportable");
  const reportableLevel = reportable && contractsOf(at, reportable, env);
  const referenced = field("referenced");
  checkAggregateCircle(at);
  return {
    ...(basis === undefined ? {} : { basis }),
    ...(otherMonthsBasis === undefined ? {} : { otherMonthsBasis }),
    levels,
    ...countingOf(at, field("counting")),
    ...diminishingOf(at, field("diminishing")),
    ...(reportable === undefined || reportableLevel === undefined
      ? {}
      : { reportable: { contracts: reportableLevel, clause: clauseOf(at.context, reportable) } }),
    ...reportedInOf(at, field("reported-in"), env),
    aggregate: [
      ...aggregates(at, field("aggregate"), false, terms.size),
      ...aggregates(at, field("aggregate-into"), true, terms.size),
    ],
    ...aggregationOf(at, field("aggregation")),
    ...(referenced === undefined ? {} : { referenced: referencedOf(at, referenced) }),
    exemptions: exemptionsOf(at, section.block, env),
    clause: clauseOf(at.context, section),
  };
}

/** `no, because "…"`: whether it is a referenced contract. */
export function referencedOf(at: Lowering, field: Field): NonNullable<Limits["referenced"]> {
  const word = nameOf(field)?.text ?? wordsOf(field);
  if (word !== "yes" && word !== "no") {
    report(at.context, "word-unknown", field.span, { field: field.key.text, word, known: "yes, no" });
  }
  const because = modifierOf(field, "because")?.text.value;
  return { value: word === "yes", ...(because === undefined ? {} : { because }), clause: clauseOf(at.context, field) };
}

/** The levels a field says of a scope, each with the day from which it holds; a step with a finding is left out. */
export function levelsOf(
  at: Lowering,
  scope: LimitLevel["scope"],
  field: Field | undefined,
  env: Env,
  dates: DateScope,
): LimitLevel[] {
  const content = field?.value?.content;
  if (field === undefined || content === undefined) return [];
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [])) return [];
  const expr =
    content.kind === "dated-value" ? undefined : exprHere(at.context, field, "contracts, such as `2_000 contracts`");
  const steps: readonly DatedStep[] =
    content.kind === "dated-value" ? content.steps : expr === undefined ? [] : [{ value: expr, span: content.span }];
  return steps.flatMap((step): LimitLevel[] => {
    if (step.until !== undefined)
      return (
        report(
          at.context,
          "phrase-not-here",
          step.until.span,
          { found: `until ${text(step.until)}` },
          {
            help: "a level holds until the next one begins: say from when that is",
          },
        ) ?? []
      );
    if (step.from !== undefined && !atAnEdge(step.from))
      return (
        report(at.context, "value-of-another-kind", step.from.span, {
          field: scope,
          wanted: "`from open of` or `from close of` a day: a level steps when the session opens or closes",
        }) ?? []
      );
    const type = accountability(step.value) ? "accountability" : "limit";
    const contracts = wholeContracts(type === "accountability" ? accounted(step.value) : step.value, env);
    const from = step.from?.on && dateRule(step.from.on, dates);
    if (contracts === undefined || (step.from?.on !== undefined && from === undefined)) return [];
    if (step.from === undefined && scope === "spot-month") return undated(at, step, dates);
    if (scope === "all-months" && step.from !== undefined) return datedAsWhole(at, field, step.from);
    const clause =
      content.kind === "dated-value" && content.steps.length > 1
        ? clauseOf(at.context, step)
        : clauseOf(at.context, field);
    return [
      {
        scope,
        type,
        contracts,
        ...(from === undefined ? {} : { from, edge: edgeOf(step.from) }),
        text: plainWords(step),
        clause,
      },
    ];
  });
}

/** A level of the spot month with no day would hold since listing, long before that month. */
function undated(at: Lowering, step: DatedStep, dates: DateScope): [] {
  const said = `${text(step.value)} from open of ${dates.intervals.has("spot-period") ? "start of spot-period" : "DATE"}`;
  const fixes = dates.intervals.has("spot-period")
    ? [{ title: `write \`${said}\``, edits: [{ span: step.value.span, text: said }] }]
    : [];
  const wanted = "a level and the day from which it holds";
  report(
    at.context,
    "value-of-another-kind",
    step.value.span,
    { field: "spot-month", wanted },
    { help: `write \`${said}\``, fixes },
  );
  return [];
}

/** What is held in all months at once is held through every day: no month's own dates say when its level changes. */
function datedAsWhole(at: Lowering, field: Field, from: Moment): [] {
  const wanted = "a level that holds on every day";
  const help = "leave the day out; a level that is another one from a day on is an `amendment` of the contract";
  report(at.context, "value-of-another-kind", from.span, { field: field.key.text, wanted }, { help });
  return [];
}

/** `open of D`, `close of D`. */
function atAnEdge(moment: Moment): boolean {
  return moment.on !== undefined && (moment.edge === "open" || moment.edge === "close") && moment.at === undefined;
}

function edgeOf(moment: Moment | undefined): "open" | "close" {
  return moment?.edge === "close" ? "close" : "open";
}

/** `accountability 5_000 contracts`. */
function accountability(node: Expr): boolean {
  return (node.kind === "of" && spelt(node.left) === "accountability") || /^accountability\b/.test(text(node));
}

function accounted(node: Expr): Expr {
  return node.kind === "of" && spelt(node.left) === "accountability" ? node.right : node;
}
