import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sha256 as hostSha256 } from "../../src/host/sha256.ts";
import { checksumOf, sha256 } from "../../src/text/sha256.ts";

test("the host's hash, the one that runs anywhere and the one that remembers agree on every text and all bytes", () => {
  assert.is(hostSha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      assert.is(hostSha256(text), sha256(text));
      assert.is(checksumOf(text), sha256(text));
      assert.is(checksumOf(text), sha256(text));
    }),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => assert.is(hostSha256(bytes), sha256(bytes))));
  assert.is(hostSha256("\ud800"), sha256("\ud800"));
});

test.run();
