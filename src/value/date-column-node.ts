import type { Move } from "./date-column-move.ts";
import type { DateNode, Scope } from "./date-rule-node.ts";
import type { DateRule } from "./date-rule.ts";
import { newRun } from "./date-rule-node.ts";

/**
 * Works a rule out for many contract periods at once: entry i of `out` becomes the day for entry i of `periods`, or `NO_DAY`, for the
 * first `n` of at most `BLOCK` entries. The two arrays are different ones and no period is `NO_DAY`.
 */
export type Column = (periods: Int32Array, out: Int32Array, n: number) => void;

/** How many periods a column takes at a time: few enough for all that is in hand to stay in the nearest cache. */
export const BLOCK = 2048;

/** Columns are compiled where closures are; the columns of declared dates are kept beside their closures. */
export type ColumnScope = Scope & {
  readonly columns: Map<string, Column>;
  readonly column: (rule: DateRule, scope: ColumnScope) => Column;
};

/** A column followed by a movement of what it gave. */
export function then(column: Column, move: Move): Column {
  return (periods, out, n) => {
    column(periods, out, n);
    move(out, n);
  };
}

/** A closure asked for each period: the way of everything that has no column of its own. */
export function oneByOne(node: DateNode): Column {
  const run = newRun(null);
  return (periods, out, n) => {
    for (let i = 0; i < n; i++) {
      run.problem = null;
      out[i] = node(periods[i]!, run);
    }
  };
}

/** Room for one more column of `n` entries, made when it is first needed and kept. */
export function scratch(): (n: number) => Int32Array {
  let room = new Int32Array(0);
  return (n) => {
    if (room.length < n) room = new Int32Array(n);
    return room;
  };
}
