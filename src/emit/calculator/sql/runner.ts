import type { Dialect } from "./dialect.ts";

/** What accepts a product's functions of positions on a database: `margin` and `rounded` are their names there. */
export type Accepted = { readonly file: string; readonly margin: string; readonly rounded: string | undefined };

/**
 * A script that computes the vectors of positions in columns again; what has no runner is undefined. PostgreSQL catches a refusal and
 * compares its code; DuckDB ends a query with it, so that only what is returned is compared there.
 */
export function sqlRunner(dialect: Dialect, accepted: Accepted): string | undefined {
  if (dialect.name === "postgres") return postgresRunner(accepted);
  return dialect.name === "duckdb" ? duckdbRunner(accepted) : undefined;
}

const called = ({ rounded }: Accepted): string =>
  ["variationMarginOfColumns", ...(rounded === undefined ? [] : ["roundedVariationMarginOfColumns"])]
    .map((one) => `'${one}'`)
    .join(", ");

const amountOf = ({ margin, rounded }: Accepted, mode: string): string => {
  const plain = `${margin}(lots, previous, settlement)`;
  return rounded === undefined
    ? plain
    : `case when ${mode} is null then ${plain} else ${rounded}(lots, previous, settlement, ${mode}) end`;
};

function postgresRunner(accepted: Accepted): string {
  const column = (name: string): string =>
    `array(select jsonb_array_elements_text(one -> 'arguments' -> 0 -> '${name}')::bigint)`;
  return `-- Accepts ${accepted.file} in the folder of vectors.json: \`psql -qAtX -v ON_ERROR_STOP=1 -f ${accepted.file} -f ${acceptName(accepted.file)}\`
-- prints how many vectors agree, or stops with the first that does not.
\\set vectors \`cat vectors.json\`

create function pg_temp.found(one jsonb) returns jsonb language plpgsql as $$
begin
  return (
    select jsonb_build_object('returns', jsonb_agg(${amountOf(accepted, "(one -> 'arguments' ->> 1)")} order by place))
    from unnest(${column("lots")}, ${column("previous")},
      ${column("settlement")}) with ordinality as given (lots, previous, settlement, place)
  );
exception
  when raise_exception then return jsonb_build_object('refused', split_part(sqlerrm, ':', 1));
end
$$;

select case when bool_and(agrees) then count(*) || ' vectors agree'
  else tenor_refuse(min(one ->> 'name') filter (where not agrees) || ' does not agree')::text end
from (
  select one, coalesce(found = wanted, false) as agrees
  from jsonb_array_elements(:'vectors'::jsonb -> 'columns') as one,
    lateral (select pg_temp.found(one) as found) as by_functions,
    lateral (
      select case when one -> 'expected' ? 'refused' then one -> 'expected'
        else jsonb_build_object('returns', one -> 'expected' -> 'returns' -> 'amounts') end as wanted
    ) as by_vectors
  -- A row of a table has all its columns.
  where one ->> 'function' in (${called(accepted)}) and one -> 'expected' ->> 'refused' is distinct from 'columns-differ'
) as compared;
`;
}

function duckdbRunner(accepted: Accepted): string {
  const column = (name: string): string => `unnest((one->'arguments'->0->'${name}')::bigint[]) as ${name}`;
  return `-- Accepts ${accepted.file} in the folder of vectors.json, behind it in one session: the last query gives how many vectors agree, or
-- stops with the first that does not. What is refused stops a query, so vectors of refusals are not computed here.
create or replace temp table tenor_vectors as
select one
from (select unnest(columns) as one from read_json('vectors.json', columns = {columns: 'JSON[]'}))
where (one->>'function') in (${called(accepted)}) and (one->'expected'->'returns') is not null;

create or replace temp table tenor_positions as
select one, one->'arguments'->>1 as mode, generate_subscripts((one->'arguments'->0->'lots')::bigint[], 1) as place,
  ${column("lots")}, ${column("previous")}, ${column("settlement")}
from tenor_vectors;

select case when bool_and(agrees) then count(*) || ' vectors agree'
  else error(min(one->>'name') filter (not agrees) || ' does not agree') end
from (
  select one, list(amount order by place) is not distinct from (one->'expected'->'returns'->'amounts')::hugeint[] as agrees
  from (
    select one, place, ${amountOf(accepted, "mode")} as amount
    from tenor_positions
  ) as amounts
  group by one
) as compared;
`;
}

/** `gph.postgres.sql` is accepted by `gph.postgres.accept.sql`. */
export const acceptName = (file: string): string => file.replace(/\.sql$/, ".accept.sql");
