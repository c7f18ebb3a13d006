import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Engine } from "../../host/engine.ts";
import { MOST_SHOWN } from "./faults.ts";
import type { Table } from "./table.ts";

/** Makes the table `account_known` of a list of accounts, or an empty one; an account that stands twice or has no name is a finding. */
export async function stageAccounts(engine: Engine, table: Table | undefined, problems: Diagnostic[]): Promise<void> {
  const from =
    table === undefined
      ? "SELECT CAST(NULL AS VARCHAR) AS account, CAST(NULL AS VARCHAR) AS owner WHERE false"
      : `SELECT ${table.text("account")} AS account, ${table.text("owner")} AS owner FROM ${table.from}`;
  await engine.run(`CREATE TEMP TABLE account_known AS ${from}`);
  if (table === undefined) return;
  const wrong = await engine.rows(`SELECT row, account, owner, first FROM (
      SELECT row, account, owner, min(row) OVER (PARTITION BY account) AS first FROM (SELECT row_number() OVER () AS row, * FROM account_known))
    WHERE coalesce(account, '') = '' OR coalesce(owner, '') = '' OR row <> first ORDER BY row LIMIT ${MOST_SHOWN}`);
  for (const [row, account, owner, first] of wrong) {
    const place = table.place(Number(row));
    const nothing = (account ?? "") === "" ? "account" : (owner ?? "") === "" ? "owner" : undefined;
    if (nothing !== undefined)
      problems.push(diagnostic("row-malformed", place, { column: nothing, found: "nothing", wanted: "a name" }));
    else if (row !== first)
      problems.push(diagnostic("account-twice", place, { account: account ?? "", first: first ?? "" }));
  }
}
