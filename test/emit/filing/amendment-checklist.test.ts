import { test } from "uvu";
import * as assert from "uvu/assert";
import { amendmentFiles } from "../../../src/emit/filing/amendment.ts";
import { documentOf, textOf } from "../../../src/emit/filing/document/tree.ts";
import { termsOf } from "../../../src/model/terms.ts";
import { differenceReport } from "../../../src/prove/amendment/report.ts";
import { type Edit, edited, packOf, withImports } from "./checklist-kit.ts";

const before = packOf(withImports("filings/gph-40-2.tenor"), "GPH");
const swap = (clause: string, from: string, to: string): Edit => [clause, (text) => text.replace(from, to)];
/** A finer tick alone, and with it a larger order and a rule of the index. */
const TICK = swap("GPH/tick/outright", "0.001", "0.0005");
const ORDERS = [
  swap("GPH/orders/max", "500", "600"),
  swap("GPH_40_2/core-principle-4", "500 contracts", "600 contracts"),
  swap("H100_RENTAL/quorum", "20 trades", "25 trades"),
];

function changed(edits: readonly Edit[], plan: { readonly effective?: string; readonly filed?: string }) {
  const after = packOf(edited(before, edits), "GPH");
  const side = (shown: string, { model }: typeof before) => ({ shown, terms: new Map([["GPH", termsOf(model)]]) });
  const [difference] = differenceReport(side("old", before), side("new", after), plan).products;
  const { artifacts } = amendmentFiles({ before: before.model, after: after.model, difference: difference! });
  const at = (name: string) => artifacts.find((one) => one.path === name)!.content;
  return { difference: difference!, at, after };
}

const certified = changed([TICK, ...ORDERS], { effective: "2027-09-13", filed: "2027-08-27" });
const notified = changed([TICK], { effective: "2027-09-13" });

test("J85 the redline marks every deletion and insertion: without the insertions it is the chapter on file, without the deletions the new one", () => {
  const marked = certified.at("redline.html");
  assert.match(marked, /<del>[^<]*0\.001[^<]*<\/del>/);
  assert.match(marked, /<ins>[^<]*0\.0005[^<]*<\/ins>/);
  assert.match(marked, /<ins>[^<]*600[^<]*<\/ins>/);
  const plain = (html: string) =>
    html
      .slice(html.indexOf("<h1"))
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, "");
  const wholly = (text: string, gone: "ins" | "del") =>
    plain(text.replace(new RegExp(`<${gone}>.*?</${gone}>`, "gs"), ""));
  const chapter = (text: string) =>
    documentOf(text)
      .flatMap((one) =>
        one.kind === "table" ? [one.head, ...one.rows].flatMap((row) => row.cells.map(textOf)) : [textOf(one.inlines)],
      )
      .join("")
      .replace(/\s+/g, "");
  const unescaped = (text: string) =>
    text
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&amp;", "&")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">");
  const [old, now] = [before, certified.after].map(({ text }) => chapter(text("rulebook")));
  // Signs of Markdown are no text.
  const bare = (text: string) => text.replace(/[\\*_]/g, "");
  const same = (made: string, wanted: string) => assert.is(bare(unescaped(made)), bare(wanted));
  same(wholly(marked, "ins"), old!);
  same(wholly(marked, "del"), now!);
});

test("J86 it takes effect ten business days after receipt at the earliest, and the days are counted one by one", () => {
  // Labor Day, 6 September 2027, is not counted: ten days before 13 September are 27, 30, 31 August, 1 to 3 and 7 to 10 September.
  assert.is(certified.difference.timing.receivedBy, "2027-08-27");
  assert.is(certified.difference.timing.earliest, "2027-09-13");
  const statement = certified.at("statement.md");
  assert.match(
    statement,
    /received by 27 August 2027\. The 10 business days counted are 27 August 2027, 30 August 2027, 31 August 2027, 1 September 2027/,
  );
  assert.match(statement, /and 10 September 2027; 6 September 2027 is not counted, a federal holiday\./);
  assert.match(
    statement,
    /takes effect on 13 September 2027 at the earliest\. The 10 business days counted are 30 August 2027/,
  );
  assert.not.match(notified.at("statement.md"), /business days counted/);
});

test("J88 the statement says which months are open and that the change applies to them", () => {
  const statement = certified.at("statement.md");
  assert.match(
    statement,
    /## Contract months that are open\n\n16 contract months are listed under both versions, .* The change applies to them, with whatever positions are open/,
  );
});

test("J89 each change has its class with paragraph and reason, and the strictest of them counts", () => {
  assert.equal(
    certified.difference.changes.map((one) => [one.field, one.class, one.provision]),
    [
      ["tick/outright", "notification", "17 CFR 40.6(d)(2)(x)"],
      ["orders/max", "certification", "17 CFR 40.6(a)"],
      ["quorum", "certification", "17 CFR 40.6(a)"],
    ].filter(([field]) => certified.difference.changes.some((one) => one.field === field)),
  );
  assert.is(certified.difference.class, "certification");
  assert.is(notified.difference.class, "notification");
  for (const one of certified.difference.changes)
    assert.ok(certified.at("statement.md").includes(one.provision) && one.reason.length > 10);
});

test.run();
