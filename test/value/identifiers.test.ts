import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { isCfi, isIsin, isLei, isMic } from "../../src/value/identifiers.ts";

test("codes with their check digits are sound, and those of the standard's own kind of slip are not", () => {
  for (const one of ["US0378331005", "ZZTENOR00015", "DE000BAY0017"]) assert.ok(isIsin(one), one);
  for (const one of ["US0378331006", "US037833100", "us0378331005", "US03783310055", ""]) assert.not(isIsin(one), one);
  assert.ok(isLei("EXAMPLE00EXCHANGE058"));
  for (const one of ["EXAMPLE00EXCHANGE085", "EXAMPLE00EXCHANGE05", "EXAMPLE00EXCHANGE0X8", "none"])
    assert.not(isLei(one), one);
  assert.equal(["XDEX", "xdex", "XDEX1", "A1B2"].map(isMic), [true, false, false, true]);
  assert.equal(["FCSCSX", "FCSCS", "fcscsx", "FCSC5X"].map(isCfi), [true, false, false, false]);
});

const digit = fc.integer({ min: 0, max: 9 });

test("any one digit of an ISIN or an LEI that is another is found", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 19 }), digit, (first, second, other) => {
      for (const [text, at, sound] of [
        ["US0378331005", first, isIsin],
        ["EXAMPLE00EXCHANGE058", second, isLei],
      ] as const) {
        if (!/[0-9]/.test(text[at] as string)) continue;
        const changed = `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
        assert.is(sound(changed), changed === text, changed);
      }
    }),
  );
});

test.run();
