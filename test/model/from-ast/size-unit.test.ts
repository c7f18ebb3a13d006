import { test } from "uvu";
import * as assert from "uvu/assert";
import { modelIn } from "../../kit/spec-models.ts";

const PROGRAM = "test/conformance/fields/structured.tenor";

test("a size in another unit than prices count is told in theirs, so that price times size is money", () => {
  const model = modelIn(PROGRAM, "BETWEEN", (text) =>
    text
      .replace(/size:\s+1_000 GPU_hour of H100_SXM/, "size: 5_000 GPU_hour of H100_SXM")
      .replace(/price:\s+USD \/ GPU_hour of H100_SXM/, "price: USD / kGPU_hour of H100_SXM")
      .replace(/tick\s+\{[^}]*\}/, "tick { outright: 0.01; settlement: 0.01 }")
      .replace(/round: half-away to tick.settlement/g, "round: half-away to 0.01"),
  );
  assert.is(model.product?.size.value, "5");
  assert.is(model.product?.size.unit, "kGPU_hour of H100_SXM");
  assert.equal(model.product?.ticks[0]?.value, { amount: "0.05", currency: "USD" });
});

test.run();
