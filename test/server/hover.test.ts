import { test } from "uvu";
import * as assert from "uvu/assert";
import { hover } from "../../src/server/hover.ts";
import { hints, lenses } from "../../src/server/lenses.ts";
import { openAt, deskOf, shippedText } from "../kit/desk.ts";

const GPH = "gpu/gph.tenor";

/** What is said where the first `text` of the shipped future has its mark. */
function said(marked: string): string {
  const text = marked.replace("¦", "");
  const whole = shippedText(GPH);
  assert.ok(whole.includes(text), text);
  const { desk, offset } = openAt(
    GPH,
    whole.replace(text, () => marked),
  );
  const found = hover(desk.analysis(GPH), GPH, offset)?.contents;
  return found === undefined ? "" : (found as { value: string }).value;
}

test("the name of a product is told with its next five expiries, why they are those, and what its ticks are worth", () => {
  const text = said('future G¦PH "H100');
  assert.match(text, /\*\*future\*\* `GPH`, “H100 GPU-Hour Futures”/);
  assert.is(text.match(/GPH[FGHJKMNQUVXZ]27: /g)?.length, 5);
  assert.match(text, /GPHK27: Fri 28 May 2027 \(.*Memorial Day/);
  assert.match(text, /outright: 0\.001 is 1\.00 USD per contract/);
});

test("a date is told by its rule and its next days, also where it is named from another place", () => {
  for (const marked of ["last-trad¦ing-day:     last", "1 business day after last-tr¦ading-day\n"]) {
    assert.match(said(marked), /^`last-trading-day: last business day of contract month`/);
    assert.match(said(marked), /GPHG27: Fri 26 February 2027/);
  }
});

test("a limit is told with its levels by date, a tick with its worth, a size with what a contract is worth", () => {
  assert.match(said("spot-mo¦nth:         2_000"), /limit 1000 contracts from close 2027-02-19/);
  assert.not.match(said("spot-mo¦nth:         2_000"), /accountability 5000/);
  assert.match(said("calendar-spr¦ead: 0.0005"), /One tick is 0\.50 USD per contract/);
  assert.match(said("  si¦ze:       1_000"), /one contract is worth 1000 USD/);
});

test("a citation is told with where to find it, a classification with the law cited, an import with what it declares", () => {
  assert.match(said("[CEA-¦1A]"), /7 U\.S\.C\. 1a/);
  const cited = said("ce¦a:   exempt-commodity");
  assert.match(cited, /Cited:\n\n- CEA-1A, “[^”]+”\n(?: {2}- .+\n)* {2}- where: .*7 U\.S\.C\. 1a/);
  assert.match(cited, /\n- CFR-150-1, “[^”]+”\n[^]*\n- CFR-150-5, “/);
  assert.match(said('import "../ven¦ue.tenor"'), /venue `XDEX`/);
});

test("units, calendars and words of the language are told", () => {
  assert.match(said("1_000 GPU_h¦our of"), /^\*\*unit\*\* `GPU_hour`/);
  assert.match(said("dates on US_EXCH¦ANGE {"), /^\*\*calendar\*\* `US_EXCHANGE`/);
  assert.match(said("  list¦ing {"), /Which contract months exist/);
  assert.is(said("// 0.50 U¦SD"), "");
});

test("above a contract stand its next expiry, what is listed and its compliance findings alone; behind bare numbers their units", () => {
  const desk = deskOf();
  const analysis = desk.analysis(GPH);
  const file = analysis.workspace.modules.get(GPH)!.file;
  assert.equal(
    lenses(analysis, file).map((one) => one.command?.title),
    ["next expiry 2027-02-26 · 16 months listed · 0 compliance findings"],
  );
  const shown = hints(analysis, file, 0, file.source.text.length).map((one) => one.label);
  assert.equal(shown, Array(3).fill("USD / GPU_hour of H100_SXM"));
  const titleOf = (change: (text: string) => string) => {
    desk.set(GPH, change(shippedText(GPH)));
    const now = desk.analysis(GPH);
    return lenses(now, now.workspace.modules.get(GPH)!.file)[0]?.command?.title;
  };
  // A warning of the text is none of compliance; a contract without its classification falls short of a rule.
  const imported = 'import "std/calendars/japan.tenor"\n';
  assert.match(titleOf((text) => imported + text) ?? "", /· 0 compliance findings$/);
  assert.ok(desk.analysis(GPH).diagnostics.length > 0);
  const short = (text: string) => text.replace(/spot-month: {5}[^\n]*\n[^\n]*\n/, "");
  assert.match(titleOf(short) ?? "none", /· [1-9][0-9]* compliance findings?$/);
  const broken = (text: string) => text.replace("0.0001  // 0.10 USD", "0.0001 USD");
  assert.is(titleOf(broken), undefined, "of a contract with an error nothing is known");
});

test.run();
