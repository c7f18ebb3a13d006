/** A value of a field with the clauses it states. */
export type Value = { readonly value: string; readonly clauses: readonly string[] };

/** A field that has to have a value and has none: what it waits for, and the clause to look at. */
export type Open = { readonly field: number; readonly why: string; readonly clause: string };

/** What is told of one instrument: its code at the venue, the values by the numbers of their fields, and what is open. */
export type Rts23Record = {
  readonly code: string;
  readonly values: ReadonlyMap<number, Value>;
  readonly open: readonly Open[];
};

/** A record in the making: a field gets its value where it fits, and is open where it does not. */
export type Draft = {
  readonly put: (field: number, value: string, ...clauses: readonly string[]) => void;
  readonly lack: (field: number, why: string, clause: string) => void;
  readonly done: () => Rts23Record;
};

/** What the fields look like; a text that does not is left open and never cut. Lengths and digits are those of the regulation's table. */
const FORMS: Readonly<Record<number, { readonly form: RegExp; readonly is: string }>> = {
  2: { form: /^.{1,350}$/u, is: "at most 350 characters" },
  7: {
    form: /^[A-Z0-9 .-]{1,15}\/[A-Z0-9 .-]{1,19}$/,
    is: "capital letters and digits, at most 15 before the stroke and 19 behind it",
  },
  13: { form: /^[A-Z]{3}$/, is: "a currency of ISO 4217" },
  25: { form: /^(?=[\d.]{1,19}$)\d+(?:\.\d{1,17})?$/, is: "a decimal of at most 18 digits" },
  28: { form: /^.{1,25}$/u, is: "at most 25 characters" },
  31: {
    form: /^(?=[\d.]{1,19}$)\d+(?:\.\d{1,13})?$/,
    is: "a decimal of at most 18 digits, 13 of them behind the point",
  },
  32: { form: /^[A-Z]{3}$/, is: "a currency of ISO 4217" },
};

/** A draft of the record of the instrument `code`. */
export function draftOf(code: string): Draft {
  const values = new Map<number, Value>();
  const open: Open[] = [];
  return {
    put: (field, value, ...clauses) => {
      const shape = FORMS[field];
      if (shape === undefined || shape.form.test(value)) values.set(field, { value, clauses: [...new Set(clauses)] });
      else open.push({ field, why: `“${value}” is not ${shape.is}`, clause: clauses[0] as string });
    },
    lack: (field, why, clause) => open.push({ field, why, clause }),
    done: () => ({ code, values, open: open.sort((a, b) => a.field - b.field) }),
  };
}
