import type { Piece } from "./piece.ts";

/** The texts of a page by their paths, as imports name them; the shipped library is always there. */
export type Files = Readonly<Record<string, string>>;

/** A stretch of a file, counted in UTF-16 units. */
export type Stretch = { readonly path: string; readonly start: number; readonly end: number };

export type Mend = {
  readonly title: string;
  readonly edits: readonly (Stretch & { readonly text: string })[];
};

/** A finding as the page shows it. */
export type Finding = Stretch & {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly line: number;
  readonly message: string;
  readonly evidence: readonly string[];
  readonly help?: string;
  readonly related: readonly (Stretch & { readonly label: string; readonly line: number })[];
  readonly mends: readonly Mend[];
};

/** A contract or an index that a file makes. */
export type Contract = { readonly root: string; readonly title: string; readonly kind: string };

/** How a word is coloured. */
export type Colour = readonly [start: number, end: number, name: string];

export type Findings = {
  readonly findings: readonly Finding[];
  readonly colours: readonly Colour[];
  readonly contracts: readonly Contract[];
  /** Whether the views of this text can be shown: it has no error. */
  readonly sound: boolean;
};

/** What each reader would see of a contract. */
export const VIEWS = ["sheet", "calendar", "money", "payoff", "settlement", "filing", "config", "difference"] as const;
export type ViewName = (typeof VIEWS)[number];

/** A document of a filing as the build writes it, as the body of a page whose elements say in `data-clauses` what they state. */
export type Document = { readonly name: string; readonly html: string };

export type View = {
  readonly pieces: readonly Piece[];
  readonly documents: readonly Document[];
  /** Where the clauses stand that the view states. */
  readonly clauses: Readonly<Record<string, Stretch>>;
};

/** A function of the calculator with the situations that it can be tried in. */
export type Tried = {
  readonly name: string;
  readonly says: string;
  readonly scenarios: readonly { readonly name: string; readonly arguments: readonly unknown[] }[];
};

export type Settled = Pick<View, "pieces" | "clauses"> & {
  /** What came out, in one line, for who hears the page. */
  readonly said: string;
};

export type Proposal = {
  readonly label: string;
  readonly insert: string;
  readonly says: string;
  readonly snippet: boolean;
};

/** What the page asks where the compiler runs, and what it is answered. Every question of a text carries the text. */
export type Asked = {
  open: { readonly files: Files; readonly packages: readonly string[] };
  findings: { readonly path: string; readonly text: string };
  view: { readonly path: string; readonly root: string; readonly view: ViewName; readonly before?: string };
  tries: { readonly path: string; readonly root: string };
  settle: {
    readonly path: string;
    readonly root: string;
    readonly name: string;
    readonly arguments: readonly unknown[];
  };
  complete: { readonly path: string; readonly offset: number };
  hover: { readonly path: string; readonly offset: number };
  format: { readonly path: string };
};
export type Answered = {
  open: { readonly paths: readonly string[] };
  findings: Findings;
  view: View | undefined;
  tries: readonly Tried[];
  settle: Settled;
  complete: readonly Proposal[];
  hover: (Omit<Stretch, "path"> & { readonly says: string }) | undefined;
  format: string | undefined;
};
export type Ask = keyof Asked;
