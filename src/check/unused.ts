import type { Block, Declaration, Keyword } from "../ast/nodes.ts";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { article } from "../resolve/load.ts";
import { readersOf } from "../resolve/importers.ts";
import type { Module, Symbol, Workspace } from "../resolve/workspace.ts";
import { headOf } from "./block.ts";
import { mentions, type Stretch } from "./mentions.ts";

/** What makes a file the file of a contract: whatever else it declares is there for it, while other files are libraries. */
const CONTRACTS: readonly Keyword[] = ["future", "option", "spread", "perpetual", "structured", "amendment", "filing"];
/** What is declared only to be used; an index is a product of the compile itself. */
const USED_BY_OTHERS: readonly Keyword[] = [
  "unit",
  "calendar",
  "venue",
  "clearing-house",
  "organisation",
  "source",
  "grade",
  "profile",
];

/**
 * Warnings for what the files asked for declare or import and nothing uses. A file that has an error, or imports one that has, is passed
 * over: what it meant to use cannot be told. `found` is what was found before.
 */
export function unused(workspace: Workspace, found: readonly Diagnostic[]): Diagnostic[] {
  const broken = new Set(found.filter((one) => one.severity === "error").map((one) => one.span.source.path));
  const modules = [...workspace.modules.values()];
  return workspace.roots.flatMap((path) => {
    const module = workspace.modules.get(path);
    if (module === undefined || broken.has(path)) return [];
    return [
      ...imports(workspace, module, broken),
      ...declarations(workspace, module),
      ...module.file.declarations.flatMap((one) => steps(modules, one, one.block)),
    ];
  });
}

function imports(workspace: Workspace, module: Module, broken: ReadonlySet<string>): Diagnostic[] {
  const seen = new Map<string, Module["imports"][number]>();
  return module.imports.flatMap((one) => {
    const before = seen.get(one.path);
    const { path } = one;
    if (before !== undefined) {
      const related = [{ span: before.node.span, label: "imported here already" }];
      const fixes = [{ title: "leave out this import", edits: [{ span: one.node.span, text: "" }] }];
      return [diagnostic("import-twice", one.node.span, { path: one.node.path.value }, { related, fixes })];
    }
    seen.set(path, one);
    const other = workspace.modules.get(path);
    if (other === undefined || broken.has(path)) return [];
    const names = [...other.own.keys()];
    if (names.some((name) => mentions(module.file.source, name))) return [];
    const fixes = [{ title: "leave out this import", edits: [{ span: one.node.span, text: "" }] }];
    return [
      diagnostic(
        "import-unused",
        one.node.span,
        { path: one.node.path.value, declares: names.length },
        { evidence: names.length === 0 ? [] : [`it declares ${some(names)}`], fixes },
      ),
    ];
  });
}

function some(names: readonly string[]): string {
  return names.length > 6 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
}

function declarations(workspace: Workspace, module: Module): Diagnostic[] {
  if (!module.file.declarations.some((one) => CONTRACTS.includes(one.keyword))) return [];
  return [...module.own.values()]
    .filter((one) => USED_BY_OTHERS.includes(one.keyword) && !usedBySome(workspace, module, one))
    .map(({ name, declaration }) =>
      diagnostic("declaration-unused", declaration.name.span, { name, is: article(declaration) }),
    );
}

function usedBySome(workspace: Workspace, home: Module, symbol: Symbol): boolean {
  if (mentions(home.file.source, symbol.name, symbol.declaration.span)) return true;
  for (const path of readersOf(workspace, home.path)) {
    const module = workspace.modules.get(path);
    if (module !== undefined && module !== home && mentions(module.file.source, symbol.name)) return true;
  }
  return false;
}

/** Steps that nothing reads. One that stands directly in a declaration may be read by whatever takes the declaration's terms over. */
function steps(modules: readonly Module[], declaration: Declaration, block: Block | undefined): Diagnostic[] {
  return (block?.items ?? []).flatMap((item) => {
    if (item.kind === "section" || item.kind === "field") return steps(modules, declaration, item.block);
    if (item.kind !== "let") return [];
    const { source } = item.span;
    const inside = item.span as Stretch;
    const read =
      mentions(source, item.name.text, inside, block?.span) ||
      (block === declaration.block &&
        heirs(modules, declaration).some((one) => mentions(one.span.source, item.name.text, inside, one.span)));
    return read ? [] : [diagnostic("step-unused", item.name.span, { name: item.name.text, what: item.what })];
  });
}

function heirs(modules: readonly Module[], declaration: Declaration): Declaration[] {
  const name = declaration.name.text;
  return modules
    .flatMap((module) => module.file.declarations)
    .filter(
      (one) =>
        headOf(one, "head-from")?.name.text === name ||
        headOf(one, "head-to")?.name.text === name ||
        headOf(one, "head-uses")?.names.some((used) => used.text === name) === true,
    );
}
