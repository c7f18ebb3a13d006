import { capital, fullDate, periodName, shortDate, spaced } from "../../emit/filing/words.ts";
import { monthsOf } from "../../emit/product.ts";
import type { ContractModel, ContractMonth } from "../../model/model.ts";
import { el, type Piece, table } from "../piece.ts";

/** Every contract listed on the first day with its dates, and below each how they came about. */
export function calendar(model: ContractModel): Piece[] {
  const months = model.spread === undefined ? monthsOf(model) : model.spread.contracts.map((one) => one.month);
  const [first] = months;
  if (first === undefined) return [el("p", { is: "none" }, "Nothing of it expires: no contract months are listed.")];
  const names = first.dates.map((one) => one.name);
  const rows = months.map((month) => [
    periodName(month.period),
    el("code", {}, month.code),
    ...names.map((name) => {
      const found = month.dates.find((one) => one.name === name);
      return found === undefined
        ? "none"
        : {
            cell: `${shortDate(found.date)}${found.provisional === true ? ", provisional" : ""}`,
            clauses: [found.clause],
          };
    }),
  ]);
  return [
    table(
      `${months.length} contracts listed on ${shortDate(model.asOf ?? first.listed)}`,
      ["Contract", "Code", ...names.map((name) => capital(spaced(name)))],
      rows,
    ),
    el("h4", {}, "How each day came about"),
    ...months.map(why),
  ];
}

function why(month: ContractMonth): Piece {
  return el(
    "details",
    {},
    el("summary", {}, `${periodName(month.period)} (${month.code})`),
    el(
      "dl",
      {},
      month.dates.map(({ name, date, steps, clause }) =>
        el(
          "div",
          { clauses: [clause] },
          el("dt", {}, capital(spaced(name))),
          el(
            "dd",
            {},
            fullDate(date),
            el(
              "ol",
              { is: "steps" },
              steps.map((one) => el("li", {}, one)),
            ),
          ),
        ),
      ),
    ),
  );
}
