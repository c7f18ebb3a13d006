import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sha256 } from "../../src/text/sha256.ts";
import { assignedByLot, assignedProRata } from "../../src/runtime/assignment.ts";
import { hashOf } from "../../src/runtime/sha256.ts";

const hex = (text: string): string => hashOf(text).toString(16).padStart(64, "0");

test("SHA-256 of the standard's own examples", () => {
  assert.is(hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert.is(hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.is(
    hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
});

test("SHA-256 of any text is that of another implementation", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 150 }), (text) => assert.is(hex(text), sha256(text))),
    { numRuns: 150 },
  );
});

const sellers = fc
  .uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 6 }), fc.bigInt({ min: 1n, max: 60n })), {
    selector: ([account]) => account,
    minLength: 1,
    maxLength: 9,
  })
  .map((all) => all.map(([account, lots]) => ({ account, lots })));

for (const [name, assign] of [
  ["pro rata", assignedProRata],
  ["by lot", (all: Parameters<typeof assignedProRata>[0], count: bigint) => assignedByLot(all, count, "seed")],
] as const) {
  test(`${name}: all that is exercised is assigned, nobody more than they sold, whatever the order`, () => {
    fc.assert(
      fc.property(sellers, fc.nat(), (all, drawn) => {
        const open = all.reduce((total, { lots }) => total + lots, 0n);
        const exercised = BigInt(drawn) % (open + 1n);
        const found = assign(all, exercised);
        assert.is(
          found.reduce((total, { lots }) => total + lots, 0n),
          exercised,
        );
        for (const { account, lots } of found)
          assert.ok(lots >= 0n && lots <= (all.find((one) => one.account === account)?.lots ?? 0n));
        assert.equal(assign([...all].reverse(), exercised), found);
      }),
      { numRuns: 80 },
    );
  });
}

test("pro rata by hand: 10 of 43 over 25, 11 and 7", () => {
  // 250/43 = 5 35/43, 110/43 = 2 24/43, 70/43 = 1 27/43: two left over go to 35 and 27.
  const all = [
    { account: "ELM", lots: 25n },
    { account: "FIR", lots: 11n },
    { account: "OAK", lots: 7n },
  ];
  assert.equal(assignedProRata(all, 10n), [
    { account: "ELM", lots: 6n },
    { account: "FIR", lots: 2n },
    { account: "OAK", lots: 2n },
  ]);
});

test("by lot by hand: the first draw of the manual's algorithm", () => {
  const all = [
    { account: "A", lots: 2n },
    { account: "B", lots: 3n },
  ];
  const place = Number(BigInt(`0x${sha256("S|0")}`) % 5n);
  assert.equal(assignedByLot(all, 1n, "S"), [
    { account: "A", lots: place < 2 ? 1n : 0n },
    { account: "B", lots: place < 2 ? 0n : 1n },
  ]);
});

test("each contract is drawn about as often as any other", () => {
  const all = Array.from({ length: 5 }, (_, place) => ({ account: `ACCOUNT-${place}`, lots: 1n }));
  const counts = new Map<string, bigint>();
  for (let day = 0; day < 600; day++)
    for (const { account, lots } of assignedByLot(all, 2n, `day ${day}`))
      counts.set(account, (counts.get(account) ?? 0n) + lots);
  // 240 are expected of each; five standard deviations are 60.
  for (const [account, count] of counts) assert.ok(count > 180n && count < 300n, `${account}: ${count}`);
});

test.run();
