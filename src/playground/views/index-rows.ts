import { clock, spaced, capital, zoneName } from "../../emit/filing/words.ts";
import type { ContractModel, Index } from "../../model/model.ts";
import { el } from "../piece.ts";
import { row, type Row } from "./row.ts";

/** The lines of an index: what it is made from, how, and what stands in its place when it cannot be made. */
export function indexRows(index: Index, { indices }: ContractModel): Row[] {
  const of = indices.length > 1 ? `${index.id}: ` : "";
  const { publish, window, screens, quorum, fallback, value, inputs } = index;
  return [
    row(`${of}index`, index.title, index.clause),
    ...(publish === undefined
      ? []
      : [row(`${of}published`, `${clock(publish.at)} ${zoneName(publish.zone)}`, publish.clause)]),
    row(
      `${of}inputs`,
      el(
        "ul",
        {},
        inputs.map((one) => el("li", { clauses: [one.clause] }, one.text)),
      ),
    ),
    ...(window === undefined ? [] : [row(`${of}window`, window.text, window.clause)]),
    ...(screens.length === 0
      ? []
      : [
          row(
            `${of}screens`,
            el(
              "ol",
              {},
              screens.map((one) => el("li", { clauses: [one.clause] }, one.text)),
            ),
          ),
        ]),
    row(`${of}value`, capital(value.text), value.clause),
    ...(quorum.length === 0
      ? []
      : [
          row(
            `${of}quorum`,
            quorum.map((one) => `${one.count} ${spaced(one.of)}`).join(", "),
            ...quorum.map((one) => one.clause),
          ),
        ]),
    ...(fallback.length === 0
      ? []
      : [
          row(
            `${of}fallback`,
            el(
              "ol",
              {},
              fallback.map((one) => el("li", { clauses: [one.clause] }, one.text)),
            ),
          ),
        ]),
  ];
}
