import type { Index } from "../../model/model.ts";
import type { Code } from "./code.ts";
import { call, list, number, object, text } from "./code.ts";

/** The calls that turn inputs into prices of the index, each with its clause; none where all are. */
export function quotesCode({ quotes = [] }: Index): { readonly clause: string; readonly code: Code }[] {
  return quotes.map(({ by, of, clause }) => {
    const table = of.map(({ name, times, plus, sizes, clause: said }) =>
      object(
        "Quoted",
        { name: text(name), times: number(times), plus: number(plus), sizes: number(sizes), clause: text(said) },
        false,
      ),
    );
    return { clause, code: call("turnQuotes", "pool", text(by), list(table, table.length > 1)) };
  });
}

/** The names that the columns of units and grades may hold; undefined where there is no such column. */
export function knownIn({ quotes = [] }: Index): Readonly<Record<string, readonly string[]>> | undefined {
  const columns = quotes.filter(({ by }) => by === "unit" || by === "grade");
  if (columns.length === 0) return undefined;
  return Object.fromEntries(columns.map(({ by, of }) => [by, of.map(({ name }) => name)]));
}
