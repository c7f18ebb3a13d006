import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Count, Index, IndexInput } from "../../model/model.ts";
import { compare, multiply, parse, show } from "../../runtime/exact.ts";
import { ofEachIndex } from "../each-index.ts";
import type { Proof, ProofRule } from "../rule.ts";

/** No quorum, no `>= N` of a group and no cap asks for more sources, members or parts than an attempt of the index can have. */
export const quorumCanBeMet: ProofRule = {
  name: "quorum-can-be-met",
  check: ofEachIndex((proof, index) => [...counts(proof, index), ...caps(proof, index)]),
};

function counts(proof: Proof, index: Index): Diagnostic[] {
  const asked: { readonly who: string; readonly count: Count }[] = [
    ...index.quorum.map((count) => ({ who: `the quorum of ${index.id}`, count })),
    ...index.steps.flatMap((step) =>
      [...(step.atLeast === undefined ? [] : [step.atLeast]), ...(step.quorum ?? [])].map((count) => ({
        who: `each ${step.each} of ${index.id}`,
        count,
      })),
    ),
  ];
  return asked.flatMap(({ who, count }) => {
    const have = most(index, count.of);
    if (have === undefined || count.count <= have.count) return [];
    const params = { who, count: String(count.count), of: count.of, have: String(have.count) };
    const related = [{ span: proof.at(have.clause), label: `declares ${have.count}` }];
    return [diagnostic("quorum-can-be-met", proof.at(count.clause), params, { related })];
  });
}

function caps(proof: Proof, index: Index): Diagnostic[] {
  const { weights, value } = index;
  const ofWeights =
    weights?.cap === undefined ? [] : [{ of: `${value.over}s`, at: weights.cap, clause: weights.clause }];
  const ofScreens = index.screens.flatMap(({ action, subject, at, clause }) =>
    action === "cap" && at !== undefined ? [{ of: `${subject}s`, at, clause }] : [],
  );
  return [...ofScreens, ...ofWeights].flatMap(({ of, at, clause }) => {
    const have = most(index, of);
    if (have === undefined) return [];
    const whole = multiply(parse(at), { n: BigInt(have.count), d: 1n });
    if (compare(whole, { n: 1n, d: 1n }) >= 0) return [];
    const percent = (value: typeof whole) => `${show(multiply(value, { n: 100n, d: 1n }))}%`;
    const params = { cap: percent(parse(at)), count: String(have.count), of };
    const related = [{ span: proof.at(have.clause), label: `declares ${have.count}` }];
    const evidence = [`${have.count} × ${params.cap} = ${percent(whole)}`];
    return [diagnostic("cap-can-hold", proof.at(clause), params, { related, evidence })];
  });
}

type Most = { readonly count: number; readonly clause: string };

/** How many of `plural` an attempt can have at most, or undefined where the text sets no bound: trades are not counted beforehand. */
function most(index: Index, plural: string): Most | undefined {
  const { window } = index;
  if (plural === "parts") return window?.kind === "clock" ? { count: window.parts, clause: window.clause } : undefined;
  const set = index.members.find((one) => `${one.of}s` === plural || one.of === plural);
  const declared = set && { count: new Set(set.members).size, clause: set.clause };
  if (plural !== "sources" && plural !== "providers") return declared;
  // Without a list of sources anyone may be one.
  if (index.inputs.some((input) => input.from.length === 0)) return declared;
  const attempts = kindsOf(index)
    .map((kinds) => index.inputs.filter((input) => kinds.includes(input.what)))
    .filter((inputs) => inputs.length > 0)
    .map(sources);
  // An index that reads nothing has its finding already.
  if (attempts.length === 0) return declared;
  const best = attempts.reduce((a, b) => (b.count > a.count ? b : a));
  // An index without inputs has its finding; there is no clause to show besides.
  if (best.clause === "") return declared;
  return declared !== undefined && declared.count < best.count ? declared : best;
}

/** The kinds of input each attempt reads: first all that replace nothing, then what each line puts in place of another. */
function kindsOf(index: Index): string[][] {
  const swaps = index.fallback.flatMap((line) => (line.kind === "substitute" ? [line] : []));
  const used = swaps.map((line) => line.use);
  const first = [...new Set(index.inputs.map((one) => one.what))].filter((what) => !used.includes(what));
  return [first, ...swaps.map((line) => [...first.filter((what) => what !== line.inPlaceOf), line.use])];
}

function sources(inputs: readonly IndexInput[]): Most {
  return { count: new Set(inputs.flatMap((one) => one.from)).size, clause: inputs[0]?.clause ?? "" };
}
