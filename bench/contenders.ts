import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { analyse } from "../src/analysis.ts";
import { parseFile } from "../src/ast/parse.ts";
import { memoryReader } from "../src/resolve/memory-reader.ts";
import { makeSource } from "../src/text/source.ts";
import { type Kind, KINDS } from "./facts.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

const root = PROJECT;
const load = createRequire(import.meta.url);
type JsYaml = {
  load: (text: string, options: object) => unknown;
  dump: (data: unknown, options: object) => string;
  JSON_SCHEMA: object;
};
type Yaml = { parse: (text: string, options: object) => unknown };
export const jsYaml = load("js-yaml") as JsYaml;

/** `yaml` is asked for every twentieth file only, and its time taken twenty times: whole rounds of it would take minutes. */
export const YAML_SHARE = 20;

/** The texts a contender reads, by path or in order, with the kind of fact of each where there is one. */
export type Given = {
  readonly paths?: readonly string[];
  readonly texts: readonly string[];
  readonly kinds?: readonly Kind[];
};

export type Contender = {
  /** Which of the given texts it reads. */
  readonly reads: "specs" | "trees" | "terms-json" | "facts-yaml" | "terms-yaml";
  /** How often one round of it would have to be done for all texts. */
  readonly times: number;
  /** Ready to be timed. */
  readonly ready: (given: Given) => () => void;
};

/** Everyone who is measured, by the name that is printed. */
export const CONTENDERS: Readonly<Record<string, Contender>> = {
  "tenor: source to proved model": {
    ...{ reads: "specs", times: 1 },
    ready: ({ paths = [], texts }) => {
      const files = Object.fromEntries(paths.map((one, at) => [one, texts[at] as string]));
      return () => void analyse(paths, memoryReader(files));
    },
  },
  "tenor: parse alone": {
    ...{ reads: "specs", times: 1 },
    ready: ({ paths = [], texts }) => {
      const sources = paths.map((one, at) => makeSource(one, texts[at] as string));
      return () => {
        for (const one of sources) parseFile(one);
      };
    },
  },
  "JSON.parse, trees of the same files": { reads: "trees", times: 1, ready: parsedAsJson },
  "JSON.parse, terms of the models": { reads: "terms-json", times: 1, ready: parsedAsJson },
  "js-yaml + Ajv, each fact once": {
    ...{ reads: "facts-yaml", times: 1 },
    ready: ({ texts, kinds = [] }) => {
      const { facts } = schemas();
      return () => {
        for (let at = 0; at < texts.length; at++)
          sound(facts[kinds[at] as Kind], jsYaml.load(texts[at] as string, { schema: jsYaml.JSON_SCHEMA }));
      };
    },
  },
  "js-yaml + Ajv, terms of the models": {
    ...{ reads: "terms-yaml", times: 1 },
    ready: ({ texts }) => {
      const { model } = schemas();
      return () => {
        for (const one of texts) sound(model, jsYaml.load(one, { schema: jsYaml.JSON_SCHEMA }));
      };
    },
  },
  "yaml + Ajv, each fact once": {
    ...{ reads: "facts-yaml", times: YAML_SHARE },
    ready: ({ texts, kinds = [] }) => {
      const { facts } = schemas();
      const yaml = load("yaml") as Yaml;
      const options = { schema: "json", logLevel: "silent", prettyErrors: false, merge: false };
      return () => {
        for (let at = 0; at < texts.length; at += YAML_SHARE)
          sound(facts[kinds[at] as Kind], yaml.parse(texts[at] as string, options));
      };
    },
  },
};

function parsedAsJson({ texts }: Given): () => void {
  return () => {
    for (const one of texts) JSON.parse(one);
  };
}

/** The published schema of a model, with what is computed left out of what is required, and the same of each kind of fact in it. */
function schemas(): { readonly model: ValidateFunction; readonly facts: Readonly<Record<Kind, ValidateFunction>> } {
  type Node = { required?: string[]; properties?: Record<string, unknown>; $defs?: Record<string, Node> };
  const schema = JSON.parse(fs.readFileSync(path.join(root, "src/model/schema/model.schema.json"), "utf8")) as Node;
  const relax = (node: Node | undefined): void => {
    if (node?.required !== undefined)
      node.required = node.required.filter((key) => !["contracts", "untold", "calendars", "clauses"].includes(key));
  };
  relax(schema);
  for (const one of Object.values(schema.$defs ?? {})) relax(one);
  const ajv = new Ajv2020({ strict: false });
  const of = (kind: Kind) => ajv.compile({ $defs: schema.$defs, $ref: `#/$defs/${kind}` });
  return {
    model: ajv.compile(schema),
    facts: Object.fromEntries(KINDS.map((one) => [one, of(one)])) as Record<Kind, ValidateFunction>,
  };
}

function sound(validate: ValidateFunction, data: unknown): void {
  if (!validate(data))
    throw new Error(`an equivalent does not fit the schema: ${JSON.stringify(validate.errors?.[0])}`);
}
