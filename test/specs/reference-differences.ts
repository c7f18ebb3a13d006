/** A published last trading day that the compiled spec does not give, and why the spec is right. */
export type Difference = {
  readonly product: string;
  readonly month: string;
  readonly published: string;
  readonly found: string;
  readonly kind: "wrong source" | "changed rule" | "unplanned closure";
  readonly why: string;
};

const NO_PTAX =
  "the contract ends on a day on which Brazil's central bank publishes its end-of-month rate; the published list counted New York's " +
  "business days only, and banks in Brazil were closed for Carnival";

export const DIFFERENCES: readonly Difference[] = [
  {
    product: "CME_6L",
    month: "2017-03",
    published: "2017-02-28",
    found: "2017-02-24",
    kind: "wrong source",
    why: NO_PTAX,
  },
  {
    product: "CME_6L",
    month: "2022-03",
    published: "2022-02-28",
    found: "2022-02-25",
    kind: "wrong source",
    why: NO_PTAX,
  },
];
