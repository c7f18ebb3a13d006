import type { Block } from "../ast/nodes.ts";
import type { Amendment } from "../check/amendments.ts";
import { isChange } from "../check/amended.ts";
import type { ContractModel } from "./model.ts";

type Change = NonNullable<ContractModel["amendments"]>[number]["changes"][number];

/** Each clause that an amendment states, with its path in what is amended: `tick/outright`, `exemptions` of a list. */
export function changesOf({ declaration, context }: Amendment): Change[] {
  const own = `${declaration.name.text}/`;
  const pathOf = (clause: string) => clause.slice(own.length);
  const within = (block: Block | undefined): Change[] =>
    (block?.items ?? []).flatMap((item): Change[] => {
      if (item.kind === "section") return within(item.block);
      const clause = context.clauses.of(item);
      const path = pathOf(clause);
      const here: Change[] = item.kind === "field" && item.value === undefined ? [] : [{ path, clause }];
      return [...here, ...(item.kind === "field" ? within(item.block) : [])];
    });
  return (declaration.block?.items ?? []).flatMap((item) => {
    if (!isChange(item)) return within({ kind: "block", type: "", items: [item], span: item.span });
    return within(item.block).map((one) => ({ ...one, path: one.path.replace(/^(add|remove)\//, "") }));
  });
}
