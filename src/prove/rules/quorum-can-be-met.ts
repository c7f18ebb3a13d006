import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Count, Index, IndexInput } from "../../model/model.ts";
import { compare, multiply, parse, show } from "../../runtime/exact.ts";
import type { Proof, ProofRule } from "../rule.ts";

/** No quorum, no `>= N` of a group and no cap asks for more sources, members or parts than an attempt of the index can have. */
export const quorumCanBeMet: ProofRule = {
  name: "quorum-can-be-met",
  check: (proof) => proof.model.indices.flatMap((index) => [...counts(proof, index), ...caps(proof, index)]),
};

function counts(proof: Proof, index: Index): Diagnostic[] {
  const asked: { readonly who: string; readonly count: Count }[] = [
    ...index.quorum.map((count) => ({ who: `the quorum of ${index.id}`, count })),
    ...index.steps.flatMap((step) =>
      step.atLeast === undefined ? [] : [{ who: `each ${step.each} of ${index.id}`, count: step.atLeast }],
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
  return index.screens.flatMap((screen) => {
    const have = screen.action === "cap" ? most(index, `${screen.subject}s`) : undefined;
    if (have === undefined || screen.at === undefined) return [];
    const whole = multiply(parse(screen.at), { n: BigInt(have.count), d: 1n });
    if (compare(whole, { n: 1n, d: 1n }) >= 0) return [];
    const percent = (value: typeof whole) => `${show(multiply(value, { n: 100n, d: 1n }))}%`;
    const params = { cap: percent(parse(screen.at)), count: String(have.count), of: `${screen.subject}s` };
    const related = [{ span: proof.at(have.clause), label: `declares ${have.count}` }];
    const evidence = [`${have.count} × ${params.cap} = ${percent(whole)}`];
    return [diagnostic("cap-can-hold", proof.at(screen.clause), params, { related, evidence })];
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
  const attempts = kindsOf(index).map((kinds) => sources(index.inputs.filter((input) => kinds.includes(input.what))));
  const best = attempts.reduce((a, b) => (b.count > a.count ? b : a));
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
