import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Engine } from "../../host/engine.ts";
import { brought, type Column } from "./brought.ts";
import { wordsOf } from "./dialect.ts";
import { MOST_SHOWN } from "./faults.ts";
import type { Table } from "./table.ts";

/** Makes the table `account_known` of a list of accounts, or an empty one; an account that stands twice or has no name is a finding. */
export async function stageAccounts(engine: Engine, table: Table | undefined, problems: Diagnostic[]): Promise<void> {
  if (table === undefined) {
    const { text } = wordsOf(engine);
    await engine.run(`CREATE TEMP TABLE account_known (account ${text}, owner ${text})`);
    return;
  }
  const columns = ["account", "owner"].map((name): Column => ({ name, sql: table.text(name), kind: "text" }));
  const { select, numbered } = await brought(engine, "account_row", table, columns);
  await engine.run(`CREATE TEMP TABLE account_known AS ${select}`);
  const wrong = await engine.rows(`SELECT row, account, owner, first FROM (
      SELECT row, account, owner, min(row) OVER (PARTITION BY account) AS first FROM (${numbered}) k) w
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
