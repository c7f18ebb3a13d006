import type { CheckedTable } from "./table.ts";

/**
 * A day's book against limits as a script that DuckDB and PostgreSQL both run: tables of what is in force on the day, the rows of the book, and a query
 * whose rows are those of the report: kind, holder, product, month (empty for all months), position in units, units of a contract, level in contracts.
 * All is whole numbers of 64 bits; what could not be counted in them has been refused before. Rows of a larger book may take the place of those of `tenor_limit_positions`.
 */
export function limitSql(tables: readonly CheckedTable[]): string {
  const rows = (list: (table: CheckedTable, product: string) => readonly string[]): string[] =>
    tables.flatMap((table) => list(table, text(table.output.table.product.id)));
  return [
    "-- Positions of a day against position limits and accountability levels; a unit is a contract or, with ratios and deltas, a fraction of one.",
    ...table("products", "product text, each_side boolean, last_days boolean, units bigint, most bigint, ask bigint", [
      ...rows(({ setup, scale }, product) => [
        [product, setup.eachSide, setup.last, scale, whole(setup.total.limit), whole(setup.total.accountability)].join(
          ", ",
        ),
      ]),
    ]),
    ...table("months", "product text, month text, most bigint, ask bigint, gone bigint, days bigint", [
      ...rows(({ setup, months }, product) =>
        months.map(({ period }, at) => {
          const { limit, accountability, gone = 0, days = 0 } = setup.slots[at] ?? {};
          return [product, text(period), whole(limit), whole(accountability), gone, days].join(", ");
        }),
      ),
    ]),
    "-- The persons an account counts towards: its owner, holders of enough of the owner, its group.",
    ...table("persons", "product text, account text, person text", [
      ...rows(({ setup: { starts, counted }, accounts, persons }, product) =>
        accounts.flatMap((account, at) =>
          [...counted.subarray(starts[at], starts[at + 1])].map((one) =>
            [product, text(account), text(persons[one] as string)].join(", "),
          ),
        ),
      ),
    ]),
    ...table("exemptions", "product text, person text, month text, most bigint", [
      ...rows(({ setup, persons, months }, product) =>
        setup.exemptions.map(({ person, slot, level }) =>
          [product, text(persons[person] as string), text(months[slot]?.period ?? ""), whole(level)].join(", "),
        ),
      ),
    ]),
    "-- The book: of each row the month it counts in, empty where it is in none, and how many units a lot long is.",
    ...table("positions", "product text, account text, month text, units bigint, lots bigint", [
      ...rows(({ setup, months, accounts, rows: held }, product) =>
        held.map(({ held: { lots }, account, instrument }) => {
          const { slot, units } = setup.instruments[instrument]!;
          return [product, text(accounts[account] as string), text(months[slot]?.period ?? ""), units, lots].join(", ");
        }),
      ),
    ]),
    QUERY,
    "",
  ].join("\n");
}

/** A temporary table of its own, with its rows where it has any. */
function table(name: string, columns: string, rows: readonly string[]): string[] {
  const values = rows.map((row) => `  (${row})`).join(",\n");
  return [
    `drop table if exists tenor_limit_${name};`,
    `create temporary table tenor_limit_${name} (${columns});`,
    ...(rows.length === 0 ? [] : [`insert into tenor_limit_${name} values\n${values};`]),
  ];
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const whole = (value: number | undefined): string => (value === undefined ? "null" : String(value));

// No sum leaves 64 bits, and what is divided divides: `/` is exact in both dialects, one of which makes a double of it.
const QUERY = `with sides as (
  select r.product, c.person, r.month, case when p.each_side and r.lots * r.units < 0 then 1 else 0 end as side,
         cast(sum(r.lots * r.units) as bigint) as units
  from tenor_limit_positions r
  join tenor_limit_products p on p.product = r.product
  join tenor_limit_persons c on c.product = r.product and c.account = r.account
  group by 1, 2, 3, 4
), parts as (
  select s.product, s.person, s.month, s.side, s.units, abs(s.units) as size, sign(s.units) as way, m.gone, m.days, p.last_days,
         case when m.days > 0 then abs(s.units) % m.days else 0 end as more
  from sides s
  join tenor_limit_products p on p.product = s.product
  left join tenor_limit_months m on m.product = s.product and m.month = s.month
), counted as (
  select product, person, month, side,
         cast(case when gone is null or gone <= 0 or days <= 0 then units
              when gone >= days then 0
              else way * (size - cast((size - more) / days as bigint) * gone
                - case when last_days then greatest(0, more - (days - gone)) else least(gone, more) end) end as bigint) as units
  from parts
), cells as (
  select c.product, c.person, c.month, c.units, m.most, m.ask
  from counted c
  join tenor_limit_months m on m.product = c.product and m.month = c.month
  union all
  select c.product, c.person, '', c.units, p.most, p.ask
  from (select product, person, side, cast(sum(units) as bigint) as units from counted group by 1, 2, 3) c
  join tenor_limit_products p on p.product = c.product
), judged as (
  select c.product, c.person, c.month, c.units, c.ask,
         case when c.most is null then null else greatest(c.most, coalesce(e.most, c.most)) end as most
  from cells c
  left join (select product, person, month, max(most) as most from tenor_limit_exemptions group by 1, 2, 3) e
    on e.product = c.product and e.person = c.person and e.month = c.month
)
select case when j.most is not null and abs(j.units) > j.most then 'breach' else 'accountability' end as kind,
       j.person as holder, j.product, j.month, j.units as position, p.units as units_of_a_contract,
       cast(case when j.most is not null and abs(j.units) > j.most then j.most else j.ask end / p.units as bigint) as level
from judged j
join tenor_limit_products p on p.product = j.product
where abs(j.units) > j.most or abs(j.units) > j.ask
order by 3, 2, 4, 5;`;
