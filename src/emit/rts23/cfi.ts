import type { Classification, Option, Perpetual, Product } from "../../model/model.ts";

/** A letter of a CFI: what it stands for and why; no letter where no term decides it. */
export type Letter = {
  readonly letter: string | undefined;
  readonly attribute: string;
  readonly because: string;
  readonly clauses: readonly string[];
};

/** The classification of a contract: the code, the letters that its terms come to, and where a stated code has others. */
export type Cfi = {
  readonly code: string | undefined;
  readonly stated: Classification | undefined;
  readonly letters: readonly Letter[];
  readonly differs: readonly string[];
};

type Classified = { readonly classification: readonly Classification[]; readonly clause: string };

/** The sections of Annex I C of Directive 2014/65/EU whose contracts are commodity derivatives (Regulation (EU) No 600/2014, Article 2(1)(30)). */
const COMMODITY = /^C(?:5|6|7|10)$/;

/** `C(10)` of `C10`, as the directive writes its sections. */
export function sectionName(mifid: string): string {
  return mifid.replace(/^C(\d+)$/, "C($1)");
}

/** The statement under a scheme, where it says one. */
export function statedAs({ classification }: Classified, scheme: string): Classification | undefined {
  return classification.find((one) => one.scheme === scheme && one.value !== "none");
}

/** Whether a contract is a commodity derivative, with the clause that says so; undefined where it states no section of MiFID II. */
export function commodityOf(
  contract: Classified,
): { readonly value: boolean; readonly mifid: Classification } | undefined {
  const mifid = statedAs(contract, "mifid");
  return mifid && { value: COMMODITY.test(mifid.value), mifid };
}

const letter = (
  one: string | undefined,
  attribute: string,
  because: string,
  ...clauses: readonly string[]
): Letter => ({
  letter: one,
  attribute,
  because,
  clauses: [...new Set(clauses)],
});

/** The letters of a future, a structured contract or a perpetual one (ISO 10962, category F). */
export function cfiOfFuture(contract: Product | Perpetual): Cfi {
  const { clause } = contract;
  const kind = commodityOf(contract);
  const mifid = kind?.mifid.clause ?? clause;
  const cash = contract.kind === "perpetual" || contract.finalSettlement.method === "cash";
  const end = contract.kind === "perpetual" ? contract.funding.clause : contract.finalSettlement.clause;
  const underlying =
    kind?.value !== true
      ? letter("I", "underlying", "it settles to an index", contract.underlying.clause)
      : kind.mifid.value === "C10"
        ? letter(
            "S",
            "underlying",
            "section C(10) of a service: the commodity is a service",
            mifid,
            contract.underlying.clause,
          )
        : letter(undefined, "underlying", "which kind of goods it is on is no term: the stated code says it", mifid);
  return compared(contract, [
    letter(
      "F",
      "category",
      contract.kind === "perpetual" ? "a future; no letter says that it has no expiry" : "a future",
      clause,
    ),
    kind === undefined
      ? letter(undefined, "group", "no section of MiFID II is stated", clause)
      : kind.value
        ? letter(
            "C",
            "group",
            `section ${sectionName(kind.mifid.value)} is a commodity derivative, and fields 35 to 39 want the group of commodities`,
            mifid,
          )
        : letter("F", "group", `section ${sectionName(kind.mifid.value)} is no commodity derivative`, mifid),
    underlying,
    letter(cash ? "C" : "P", "delivery", cash ? "it is settled in cash" : "it is delivered", end),
    letter("S", "standardised", "all contracts of a month have the same terms", clause),
    letter("X", "no further attribute", "the group has none", clause),
  ]);
}

/** The letters of an option, of its calls or of its puts (ISO 10962, category O). */
export function cfiOfOption(option: Option, right: "call" | "put"): Cfi {
  const american = option.style.value === "american";
  const into = option.exercise.into.kind === "future";
  return compared(
    option,
    [
      letter("O", "category", "an option", option.clause),
      letter(right === "call" ? "C" : "P", "group", `a ${right}`, option.clause),
      letter(
        american ? "A" : "E",
        "style",
        american ? "exercised on any day" : "exercised at expiry only",
        option.style.clause,
      ),
      letter("F", "underlying", "on a future", option.on.clause),
      letter(
        into ? "P" : "C",
        "delivery",
        into ? "exercised into the future" : "settled in cash",
        option.exercise.into.clause,
      ),
      letter("S", "standardised", "all series of a month have the same terms", option.clause),
    ],
    // One code is stated for both, and the second letter tells them apart.
    (code) => code.replace(/^O./, `O${right === "call" ? "C" : "P"}`),
  );
}

function compared(contract: Classified, letters: readonly Letter[], own = (code: string): string => code): Cfi {
  const stated = statedAs(contract, "cfi");
  const said = stated && own(stated.value);
  // Where no term decides a letter the stated one stands, with the reason that is given for the code.
  const all = letters.map((one, at) =>
    one.letter === undefined && stated !== undefined && said?.[at] !== undefined
      ? letter(said[at], one.attribute, `as stated: ${stated.because ?? one.because}`, stated.clause, ...one.clauses)
      : one,
  );
  const derived = all.every((one) => one.letter !== undefined) ? all.map((one) => one.letter).join("") : undefined;
  return {
    code: said ?? derived,
    stated,
    letters: all,
    differs: all.flatMap((one, at) =>
      said !== undefined && one.letter !== undefined && said[at] !== one.letter
        ? [`letter ${at + 1} is stated as ${said[at]}, and the terms come to ${one.letter}: ${one.because}`]
        : [],
    ),
  };
}
