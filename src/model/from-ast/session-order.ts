import type { SessionTemplate } from "../../ast/time-nodes.ts";
import { type Context, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import { checkSessions } from "../../value/session-check.ts";
import type { SessionData } from "../../value/session.ts";

/** True when each session of the week ends after it begins and no two share time; otherwise a finding was added at the session. */
export function sessionsInOrder(context: Context, trade: readonly SessionTemplate[], data: SessionData): boolean {
  const late = trade.filter((one) => one.from.nextDay === true);
  for (const one of late)
    report(
      context,
      "phrase-not-here",
      one.from.span,
      { found: text(one.from) },
      {
        help: "a session is named by the days on which it begins: write those days, and `next day` only behind its end",
      },
    );
  if (late.length > 0) return false;
  let found = false;
  // A session that overlaps another on five days of the week does so for one reason.
  const said = new Set<string>();
  for (const problem of checkSessions(data)) {
    if (problem.kind === "session-backwards") {
      const session = trade[problem.session];
      if (session === undefined) continue;
      const { from, until } = session;
      const what = `opens at ${text(from)} and would close before that, at ${text(until)}`;
      const fix = {
        title: "write `next day` behind it",
        edits: [{ span: { ...until.span, start: until.span.end }, text: " next day" }],
      };
      const help =
        "write ` next day` behind the closing time when the session ends on the day after it begins, or mend the times";
      report(context, "sessions-in-order", until.span, { what }, { help, fixes: session.nextDay ? [] : [fix] });
      found = true;
    } else if (problem.kind === "sessions-overlap") {
      const [first, second] = [trade[problem.first], trade[problem.second]];
      const pair = `${problem.first} ${problem.second}`;
      if (first === undefined || second === undefined || said.has(pair)) continue;
      said.add(pair);
      const alone = first === second;
      const what = alone
        ? `is still open when it opens again, on ${problem.at}`
        : `and the one before it are both open on ${problem.at}`;
      const related = alone ? [] : [{ span: first.span, label: "open at the same time" }];
      const help = "let the first end no later than the second begins";
      report(context, "sessions-in-order", second.span, { what }, { related, ...(alone ? {} : { help }) });
      found = true;
    }
  }
  return !found;
}
