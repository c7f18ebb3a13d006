import { declarations } from "../declarations.ts";
import type { CalculatorFunction, CalculatorInterface, NamedType, Type } from "../interface.ts";

/** The types of what is opened, from the description of the functions that it has. */
export function wasmTypes(offered: CalculatorInterface, own: readonly CalculatorFunction[]): string {
  const margins = own.filter(({ service }) => service === "margin-columns");
  const fixings = own.filter(({ service }) => service === "index-columns");
  const named: NamedType[] = fixings.flatMap(({ name, parameters: [input], returns }) =>
    input === undefined
      ? []
      : [
          { name: `${typeName(name)}Input`, type: input.type },
          { name: `${typeName(name)}Price`, type: returns },
        ],
  );
  const ofMargins = namedIn(margins, offered.types);
  const ofAll = namedIn(own, offered.types);
  const types = [
    ...offered.types
      .filter(({ name }) => ofAll.has(name))
      .map((one) => (ofMargins.has(one.name) ? { ...one, type: of32(one.type) } : one)),
    ...named,
  ];
  const plain = declarations({ ...offered, types, functions: [] }).replaceAll("Uint8Array | Uint16Array", "Uint8Array");
  return [
    plain,
    ...(margins.length === 0 ? [] : [MARGINS]),
    ...(fixings.length === 0 ? [] : [FIXINGS]),
    OPENED,
    "export type Module = {",
    ...(margins.length === 0 ? [] : [RESERVE]),
    ...margins.map(({ name, parameters, returns }) => {
      const takes = parameters.map((one) => `${one.name}: ${nameOf(one.type)}`).join(", ");
      return `  ${name}(${takes}): ${nameOf(returns)};`;
    }),
    ...(fixings.length === 0 ? [] : [RESERVE_ROWS]),
    ...fixings.flatMap(({ name, alias }) =>
      [name, ...(alias === undefined ? [] : [alias])].map(
        (one) => `  ${one}(input: ${typeName(name)}Input): ${typeName(name)}Price;`,
      ),
    ),
    "};",
    "",
    "/** Opens the module. */",
    "export function open(): Promise<Module>;",
    "",
  ].join("\n");
}

const MARGINS = `/** The bytes of the functions of positions, in base 64. */
export const module: string;
`;

const FIXINGS = `/** The bytes of the loops over rows of every index, in base 64. */
export const fixing: string;
`;

const OPENED = `/**
 * The functions of a calculator over columns in a module's memory, four gibibytes at the most: twenty bytes a position, thirteen an
 * input of an index. \`reserve\` and \`reserveRows\` give columns to write into, which hold until the next ones are asked for,
 * and refuse with \`memory-cannot-grow\`; other columns are copied. \`amounts\` hold until the next call.
 */`;

const RESERVE = `  reserve(rows: number): {
    readonly lots: Int32Array;
    readonly previous: Int32Array;
    readonly settlement: Int32Array;
  };`;

const RESERVE_ROWS = `  reserveRows(rows: number): {
    readonly time: Int32Array;
    readonly price: Int32Array;
    readonly size: Int32Array;
    readonly source: Uint8Array;
  };`;

const typeName = (name: string): string => `${(name[0] as string).toUpperCase()}${name.slice(1)}`;

/** The names of the types that functions name, and those that these name. */
function namedIn(functions: readonly CalculatorFunction[], types: readonly NamedType[]): ReadonlySet<string> {
  const byName = new Map(types.map(({ name, type }) => [name, type]));
  const found = new Set<string>();
  const visit = (type: Type): void => {
    switch (type.kind) {
      case "named": {
        const named = byName.get(type.name);
        if (named === undefined || found.has(type.name)) return;
        found.add(type.name);
        return visit(named);
      }
      case "record":
        return type.fields.forEach((one) => visit(one.type));
      case "list":
      case "pair":
      case "or-null":
        return visit(type.of);
      case "map":
        visit(type.keys);
        return visit(type.of);
      default:
        return undefined;
    }
  };
  for (const { parameters, returns } of functions) {
    parameters.forEach((one) => visit(one.type));
    visit(returns);
  }
  return found;
}

/** The type with columns of 32 bits alone, and amounts nowhere but in the module's memory. */
function of32(type: Type): Type {
  if (type.kind === "record")
    return {
      ...type,
      fields: type.fields.filter((one) => !one.optional).map((one) => ({ ...one, type: of32(one.type) })),
    };
  return type.kind === "column" && type.of === "whole" ? { kind: "column", of: "int32" } : type;
}

const nameOf = (type: Type): string => (type.kind === "named" ? type.name : "never");
