import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Span } from "../text/source.ts";
import type { Overrides } from "./filing/override.ts";
import type { ContractModel } from "../model/model.ts";
import type { MoneyRanges } from "../prove/money-ranges.ts";

/** One file of the output, its path relative to the product's folder, with `/`. Text always ends with one line feed. */
export type Artifact = { readonly path: string; readonly content: string };

/** A file that is no text, such as a DOCX: its path as that of an artifact, and its bytes. */
export type Binary = { readonly path: string; readonly content: Uint8Array };

/**
 * Where one generated value or sentence came from: `at` is a JSON pointer (`/ticks/0/increment`), an exported function
 * (`#finalSettlement`) or the anchor of a sentence (`#s12`) inside `file`; `clauses` are the spec clauses it states.
 */
export type TraceEntry = { readonly file: string; readonly at: string; readonly clauses: readonly string[] };

/** What is proved of the whole numbers of a generated function over columns. */
export type RangeEntry = MoneyRanges & { readonly file: string; readonly at: string };

export type Emission = {
  readonly artifacts: readonly Artifact[];
  readonly binaries?: readonly Binary[];
  readonly trace: readonly TraceEntry[];
  readonly ranges?: readonly RangeEntry[];
};

/** What an output is written with besides the model. */
export type EmitOptions = {
  /** Templates of packages in the place of shipped ones. */
  readonly overrides?: Overrides;
  /** The languages of calculators, by their names; without it all. */
  readonly targets?: readonly string[];
};

/** Turns a contract model into files; pure, and deterministic to the byte. */
export type Emitter = {
  /** The name `--only` takes. */
  readonly name:
    | "config"
    | "limits"
    | "rules"
    | "terms"
    | "calculator"
    | "vectors"
    | "messages"
    | "reference-data"
    | "filing"
    | "reference"
    | "calendar";
  /** One sentence for `--help` and the summary. */
  readonly title: string;
  readonly applies: (model: ContractModel) => boolean;
  /** What the model lacks for this output; `at` is the place of a clause. Asked before anything is emitted. */
  readonly check?: (model: ContractModel, at: (clause: string) => Span) => readonly Diagnostic[];
  readonly emit: (model: ContractModel, options?: EmitOptions) => Emission;
};
