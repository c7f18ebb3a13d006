import { test } from "uvu";
import * as assert from "uvu/assert";
import { byKey } from "../../src/runtime/pool.ts";
import { fc } from "../kit/property.ts";

const orderOf = (keys: readonly string[]): string[] => byKey(keys, (key) => key).map(([key]) => key);

test("keys stand in one order, numbers by value and before names, whatever order they come in", () => {
  const ordered = ["", "0", "009", "9", "010", "10", "9007199254740993", "1a", "9a", "Z", "a", "\u{1f600}", "\uff21"];
  const expected = [...ordered.slice(1, 7), "", ...ordered.slice(7)];
  for (let turn = 0; turn < ordered.length; turn += 1)
    assert.equal(orderOf([...ordered.slice(turn), ...ordered.slice(0, turn)]), expected);
  assert.equal(orderOf([...ordered].reverse()), expected);
});

test("any keys, shuffled, stand in the order they stood in before", () => {
  const key = fc.oneof(
    fc.nat(120).map(String),
    fc.stringMatching(/^[01]{0,3}$/),
    fc.stringMatching(/^[0-9]{1,2}[a-c]{1,2}$/),
  );
  fc.assert(
    fc.property(fc.uniqueArray(key, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (keys, draws) => {
      const shuffled = keys.map((one) => ({ one, at: draws.next().value })).sort((a, b) => a.at - b.at);
      assert.equal(orderOf(shuffled.map(({ one }) => one)), orderOf(keys));
    }),
  );
});

test.run();
