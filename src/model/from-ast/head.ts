import type { Block, Declaration } from "../../ast/nodes.ts";
import { fieldOf } from "../../check/block.ts";
import type { Context } from "../../check/context.ts";
import type { Organisation, Product } from "../model.ts";
import { allProse, clauseOf, type Lowering, wordsOf } from "./builder.ts";

/** What every declaration has: its name, its title (the name where it has none), its clause and all prose in it. */
export function titled(
  context: Context,
  declaration: Declaration,
  block: Block | undefined = declaration.block,
): Pick<Organisation, "id" | "title" | "clause" | "narrative"> {
  return {
    id: declaration.name.text,
    title: declaration.title?.value ?? declaration.name.text,
    clause: clauseOf(context, declaration),
    narrative: allProse(context, declaration, block),
  };
}

/** What every contract begins with: what every declaration has, of the block in force, and its chapter of the rulebook. */
export function contractHead(at: Lowering): ReturnType<typeof titled> & Pick<Product, "chapter"> {
  const field = fieldOf(at.block, "chapter");
  return {
    ...titled(at.context, at.context.declaration, at.block),
    ...(field?.value === undefined ? {} : { chapter: { text: wordsOf(field), clause: clauseOf(at.context, field) } }),
  };
}
