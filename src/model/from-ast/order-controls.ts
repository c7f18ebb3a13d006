import type { Field } from "../../ast/nodes.ts";
import { contentOf, fieldOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import type { Orders } from "../model.ts";
import { clauseOf, type Lowering, onlyModifiers, plainWords, wordsOf } from "./builder.ts";
import { phrasesOf, wholeOf } from "./phrases.ts";
import { underOf } from "./under.ts";

type Controls = Pick<Orders, "reasonability" | "killSwitch" | "actions">;

/** How far from the market an order may be priced, who may stop all orders, and what becomes of resting ones as the state of the market changes. */
export function orderControlsOf(at: Lowering, block: Parameters<typeof fieldOf>[0]): Controls {
  const [near, kill, actions] = ["reasonability", "kill-switch", "session-actions"].map((key) => fieldOf(block, key));
  const reasonability = near && reasonabilityOf(at, near);
  const killSwitch = kill && killSwitchOf(at, kill);
  const acted = actions && actionsOf(at, actions);
  return {
    ...(reasonability === undefined ? {} : { reasonability }),
    ...(killSwitch === undefined ? {} : { killSwitch }),
    ...(acted === undefined ? {} : { actions: acted }),
  };
}

/** `within 50 ticks of last trade, under "Rule 519"`. */
function reasonabilityOf(at: Lowering, field: Field): Controls["reasonability"] {
  const example = "within 50 ticks of last trade";
  const said = phrasesOf(at, field, {
    near: { words: /^within ([0-9_.]+) ticks? of last trade$/, example, needed: "yes" },
  });
  const ticks = said?.near && wholeOf(at, said.near, "a number of ticks", 1_000_000);
  return ticks === undefined ? undefined : { text: wordsOf(field), ticks, ...ruled(at, field) };
}

/** Who may stop a participant's orders: itself, who clears for it, the venue or its clearing house (17 CFR 38.255, 1.73). */
const STOPPERS: readonly string[] = ["participant", "clearing-member", "exchange", "clearing-house"];

/** `participant, clearing-member, exchange, under "Rule 578"`: each is known and stands once. */
function killSwitchOf(at: Lowering, field: Field): Controls["killSwitch"] {
  if (field.value === undefined || !onlyModifiers(at.context, field.value.modifiers, "under")) return undefined;
  const names = contentOf(field, "names-value")?.names ?? [];
  const strange = names.find((one) => !STOPPERS.includes(one.text));
  const twice = names.find((one, place) => names.findIndex(({ text }) => text === one.text) < place);
  if (strange !== undefined)
    return report(at.context, "word-unknown", strange.span, {
      field: "kill-switch",
      word: strange.text,
      known: STOPPERS.join(", "),
    });
  if (twice !== undefined) return report(at.context, "field-twice", twice.span, { field: twice.text });
  return names.length === 0 ? undefined : { values: names.map((one) => one.text), ...ruled(at, field) };
}

/** Changes of state of a market after which resting orders are kept or cancelled. */
const STATES: readonly string[] = ["halt", "resume", "close", "last-close", "disconnect"];

/** `keep at halt, cancel at close, cancel at disconnect`: each state is known and stands once. */
function actionsOf(at: Lowering, field: Field): Controls["actions"] {
  if (field.value === undefined || !onlyModifiers(at.context, field.value.modifiers, "under")) return undefined;
  const values: { at: string; orders: "keep" | "cancel" }[] = [];
  for (const clause of contentOf(field, "clauses-value")?.clauses ?? []) {
    const words = plainWords(clause);
    if (/^under "[^"]*"$/.test(words)) continue;
    const [, orders, state = ""] = /^(keep|cancel) at (\S+)$/.exec(words) ?? [];
    const help = "write what becomes of orders at each state, such as `keep at halt, cancel at close`";
    if (orders === undefined) return report(at.context, "phrase-not-here", clause.span, { found: words }, { help });
    if (!STATES.includes(state))
      return report(at.context, "word-unknown", clause.span, {
        field: "session-actions",
        word: state,
        known: STATES.join(", "),
      });
    if (values.some((one) => one.at === state))
      return report(at.context, "field-twice", clause.span, { field: `at ${state}` });
    values.push({ at: state, orders: orders === "keep" ? "keep" : "cancel" });
  }
  return values.length === 0 ? undefined : { values, text: wordsOf(field), ...ruled(at, field) };
}

function ruled(at: Lowering, field: Field): { under?: string; clause: string } {
  const under = underOf(field);
  return { ...(under === undefined ? {} : { under }), clause: clauseOf(at.context, field) };
}
