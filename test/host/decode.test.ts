import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { decode, firstInvalid } from "../../src/host/decode.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

test("text comes back without its byte order mark", () => {
  const text = "tick: 0.25 // größer 計 \u{1F600}\r\n";
  assert.equal(decode("a", Buffer.from(text)), { kind: "text", text });
  assert.equal(decode("a", Buffer.from(`\uFEFF${text}`)), { kind: "text", text });
  assert.equal(decode("a", bytes()), { kind: "text", text: "" });
});

test("the first byte that is not text is named", () => {
  const cases: readonly [Uint8Array, number, RegExp][] = [
    [Buffer.from("gr\u00F6\u00DFe", "latin1"), 2, /byte F6/],
    [bytes(0x61, 0xe2, 0x82), 1, /byte E2/],
    [bytes(0x61, 0xc0, 0x80), 1, /byte C0/],
    [bytes(0xed, 0xa0, 0x80), 0, /byte ED/],
    [bytes(0xf4, 0x90, 0x80, 0x80), 0, /byte F4/],
    [Buffer.from("\uFEFFtick", "utf16le"), 0, /UTF-16/],
    [Buffer.from("tick", "utf16le"), 1, /zero byte/],
    [bytes(0x61, 0, 0xff), 1, /zero byte/],
  ];
  for (const [content, offset, reason] of cases) {
    const found = decode("a.tenor", content);
    assert.is(found.kind, "not-text");
    if (found.kind !== "not-text") return;
    assert.is(found.offset, offset);
    assert.match(found.reason, reason);
  }
});

test("agrees with the platform's decoder on what is UTF-8", () => {
  const likely = fc.constantFrom(
    0x41,
    0x7f,
    0x80,
    0xbf,
    0xc2,
    0xdf,
    0xe0,
    0xa0,
    0xed,
    0x9f,
    0xef,
    0xf0,
    0x90,
    0xf4,
    0x8f,
    0xf5,
  );
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.array(likely, { maxLength: 8 }).map((list) => Uint8Array.from(list)),
  );
  fc.assert(
    fc.property(content, (given) => {
      let valid = true;
      try {
        new TextDecoder("utf-8", { fatal: true }).decode(given);
      } catch {
        valid = false;
      }
      const at = firstInvalid(given);
      assert.is(at === undefined, valid);
      if (at !== undefined) assert.is(firstInvalid(given.slice(0, at)), undefined);
    }),
    { numRuns: 5000 },
  );
});

test.run();
