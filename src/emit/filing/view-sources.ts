import type { Narrative } from "../../model/model.ts";
import { clausesOf, suppliesOf } from "./view-limits.ts";
import { factOf } from "./facts.ts";
import { limitsOf, priceOf, type Subject } from "./names.ts";
import { narrativeProse, numberSources, type Numbering } from "./prose.ts";
import { term } from "./term.ts";
import { gradeName } from "./units.ts";
import { longDate, spaced } from "./words.ts";
import { parseDay } from "../../value/day.ts";

/** The sources this filing's documents cite or rest on, numbered. */
export function numberingOf(subject: Subject): Numbering {
  const { model, filing, product } = subject;
  const narratives: readonly Narrative[] = [
    ...product.narrative,
    ...filing.narrative,
    ...("index" in subject ? subject.index.narrative : []),
    ...gradesOf(subject).flatMap((grade) => grade.narrative),
    ...suppliesOf(subject).flatMap((source) => source.narrative),
  ];
  const texts = [...narratives.map((one) => one.text), ...filing.facts.flatMap((fact) => fact.items ?? [fact.value])];
  const basis = limitsOf(subject)?.basis;
  return numberSources(
    model.sources,
    texts,
    basis === undefined ? [] : clausesOf(basis.formula),
    factOf(filing.facts, "exhibits")?.items ?? [],
  );
}

/** The list of sources the numbers lead to: what each is, who published it, when and where. */
export function sourcesView({ model }: Pick<Subject, "model">, numbers: Numbering) {
  return model.sources
    .filter((source) => numbers.has(source.id))
    .map((source) => {
      const fact = (name: string) => {
        const found = factOf(source.facts, name);
        if (found === undefined) return null;
        return term(parseDay(found.value) === undefined ? found.value : longDate(found.value), found.clause);
      };
      return {
        number: String(numbers.get(source.id)),
        title: term(source.title, source.clause),
        publisher: fact("publisher"),
        date: fact("date"),
        where: fact("where"),
        checksum: fact("sha256"),
      };
    });
}

/** The grades a unit of the product or of its index names. */
function gradesOf(subject: Subject) {
  const { model, product } = subject;
  const { unit } = "index" in subject ? subject.index.price : priceOf(product);
  const legs = product.kind === "spread" ? product.legs.map((leg) => leg.unit) : [];
  const units = `${[product.size.unit, unit, ...legs].join(" ")} `;
  return model.grades.filter((grade) => new RegExp(`\\bof ${grade.id}(?![A-Za-z0-9_])`).test(units));
}

/** What one unit of the underlying is. */
export function gradesView(subject: Subject, numbers: Numbering) {
  return gradesOf(subject).map((grade) => ({
    name: term(gradeName(grade.id), grade.clause),
    title: term(grade.title, grade.clause),
    unit: term(grade.unit.replaceAll("_", "-"), grade.clause),
    eligible: grade.eligible === undefined ? null : term(grade.eligible.text, grade.eligible.clause),
    conversions: grade.conversions.map((one) => ({
      from: term(one.from.replaceAll("_", "-"), one.clause),
      value: term(`${one.value} ${one.unit.replace(/ of .*$/, "").replaceAll("_", "-")}`, one.clause),
    })),
    terms: grade.terms.map((one) => ({ name: term(spaced(one.name), one.clause), text: term(one.text, one.clause) })),
    narrative: grade.narrative.map((one) => narrativeProse(one, numbers)),
  }));
}
