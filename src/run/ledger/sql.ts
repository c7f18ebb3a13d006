/** A text as SQL writes it, or NULL. */
export function quoted(text: string | null | undefined): string {
  return text === null || text === undefined ? "NULL" : `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL writes it. */
export function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Rows a statement: long enough to be quick, short enough to be read by every engine. */
const ROWS_A_STATEMENT = 500;

/** Statements that insert rows, each value written as SQL already; none where there are none. */
export function inserts(table: string, rows: readonly (readonly string[])[]): string[] {
  const statements: string[] = [];
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const values = rows.slice(at, at + ROWS_A_STATEMENT).map((row) => `(${row.join(", ")})`);
    statements.push(`INSERT INTO ${table} VALUES ${values.join(", ")}`);
  }
  return statements;
}
