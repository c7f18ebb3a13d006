import { test } from "uvu";
import * as assert from "uvu/assert";
import { blocksMarkdown } from "../../../src/emit/filing/document/write.ts";
import { resolved } from "../../../src/emit/filing/document/redline.ts";
import { type Block, documentOf, textOf } from "../../../src/emit/filing/document/tree.ts";
import { docxOf } from "../../../src/emit/filing/docx/docx.ts";
import { filingEmitter, renderChapter } from "../../../src/emit/filing/emit.ts";
import { filingsOf } from "../../../src/emit/filing/names.ts";
import { check } from "../../../src/index.ts";
import { APPROVED, EMERGENCY, errorsOf, modelOf, said, shipped, told, withFacts, writtenBy } from "./change-kit.ts";
import { plainByPandoc } from "./docx/kit.ts";

/** Section J of the checklist of a filing pack, points 85 to 89, on the shipped amendment of GPH; each point turns red when its fact changes or goes. */
const { models } = check(shipped);
const model = models.find((one) => one.root === "GPH")!;
const { pack, text } = writtenBy(model);
const codes = (found: readonly { readonly code: string }[]) => found.map((one) => one.code);
const lacks = (facts: Parameters<typeof withFacts>[1]) =>
  told(withFacts(model, facts)).flatMap((one) =>
    one.code === "filing-fact-missing" ? one.params.facts.map(({ fact }) => fact) : [one.code],
  );
/** A chapter block by block, without its last line, which names the version of the text. */
const plain = (blocks: readonly Block[]): unknown[] =>
  blocks
    .map((one) =>
      one.kind === "table"
        ? [one.head, ...one.rows].map((row) => row.cells.map(textOf))
        : [one.kind, one.kind === "heading" ? one.level : [one.item?.ordered, one.item?.depth], textOf(one.inlines)],
    )
    .filter((one) => !String(one[2]).startsWith("Version of the contract"));

/** Another term for some months alone, in one compile. */
const other = writtenBy(
  modelOf(
    said(
      ["outright: 0.0005", "settlement: 0.0005"],
      [/ {2}daily-settlement \{[^]*?\n {2}\}\n/, ""],
      ["effective 2027-09-13", "effective 2027-09-13 for contract months from 2027-12"],
    ),
  ),
);

test("J85 T the redline marks every addition and deletion relative to the version on file, of each product that changes", () => {
  assert.equal(
    pack.chapters.map((one) => one.contract.product),
    ["GPH", "MGPH"],
  );
  for (const { contract, marked, old, now } of pack.chapters) {
    // The version on file is the chapter of the pack that listed the product, block by block.
    const listed = models.find((one) => one.root === contract.product)!;
    const onFile = renderChapter(listed, filingsOf(listed)[0]);
    assert.equal(plain(resolved(marked, "reject")), plain(documentOf(onFile!.text)));
    assert.equal(plain(resolved(marked, "accept")), plain(documentOf(now.text)));
    // A lawyer who rejects or accepts all changes has the same.
    const docx = docxOf(marked, { title: "Redline", head: "", contents: false });
    const accepted = plainByPandoc(docx, "accept");
    if (accepted === undefined) continue;
    const clean = (blocks: readonly Block[]) => docxOf(blocks, { title: "Redline", head: "", contents: false });
    const text = (one: string | undefined) => (one ?? "").replace(/[-\s]+/g, "");
    assert.is(text(accepted), text(plainByPandoc(clean(documentOf(now.text)))));
    assert.is(text(plainByPandoc(docx, "reject")), text(plainByPandoc(clean(documentOf(old.text)))));
  }
  const marks = blocksMarkdown(pack.chapters[0]!.marked);
  for (const one of [
    "<del>0.001</del><ins>0.0005</ins>",
    "<del>25</del><ins>50</ins>",
    "<del>1.00</del><ins>0.50</ins>",
  ])
    assert.ok(marks.includes(one), one);
  // The rules that are marked are told in letter and portal record.
  for (const document of ["letter", "portal"]) assert.match(text(document), /Rule 81004, Rule 81012 and Rule 81013/);
  // Without the filing that it was listed by there is no version on file.
  assert.equal(lacks({ "on-file": undefined }), ["on-file", "filing-products-agree"]);
});

test("J85 an amendment of another term marks another rule", () => {
  assert.match(other.text("letter"), /Tick, settlement \| 0\.0001 \| 0\.0005 \|/);
  assert.not.match(other.text("letter"), /Tick, outright/);
});

test("J86 N it is implemented ten business days after receipt at the earliest, counted one by one", () => {
  const letter = text("letter");
  // Labor Day, 6 September 2027, is not counted: ten days before 13 September is 27 August.
  assert.match(
    letter,
    /ten business days before, which is Friday 27 August 2027, 08:15 Washington time; it is filed on 25 August 2027/,
  );
  const counted =
    /From receipt to the day before implementation lie 11 business days: (.*?)\. Not counted, as a federal holiday: 6 September 2027\./.exec(
      letter,
    )?.[1];
  assert.is(counted?.split(/, | and /).length, 11);
  assert.equal([counted?.startsWith("26 August 2027"), counted?.endsWith("10 September 2027")], [true, true]);
  assert.match(text("portal"), /To be received by, 8:15 a\.m\. Washington time \| 2027-08-27/);
  // On the last day it says by its hour that it was in by the open of business.
  assert.equal(lacks({ filed: "2027-08-27", "filed-at": "08:15" }), []);
  assert.equal(lacks({ filed: "2027-08-27" }), ["filing-effective-too-early"]);
  assert.equal(lacks({ filed: "2027-08-27", "filed-at": "08:16" }), ["filing-effective-too-early"]);
  // The day of effect and the explanation, in one compile.
  const hasty = said(
    ["effective 2027-09-13", "effective 2027-09-07"],
    [/^\/\/\/.*\n/gm, ""],
    [/^ {2}\/\/\/.*\n/gm, ""],
  );
  assert.equal(codes(errorsOf(hasty)), ["filing-fact-missing", "filing-effective-too-early"]);
});

test("J87 T operation, purpose and effect; opposing views or none; certification; posting", () => {
  const explained = text("explanation");
  for (const one of ["Operation. An outright order", "Purpose. Quotes are to be", "Effect. Participants trade"])
    assert.ok(explained.includes(one), one);
  const letter = text("letter");
  assert.match(
    letter,
    /certifies that the amendment complies with the Commodity Exchange Act and the Commission's regulations/,
  );
  assert.match(
    letter,
    /posted a notice of the pending certification and a copy of this submission on its website, at https:\/\/xdex\.example\/filings\/2027-017/,
  );
  assert.match(letter, /Substantive opposing views were expressed: Two trading firms held/);
  assert.not.match(letter, /approv/i);
  for (const fact of [
    "operation",
    "purpose",
    "effect",
    "opposing-views",
    "posted",
    "submission",
    "filed",
    "confidential",
    "signer-name",
  ])
    assert.equal(lacks({ [fact]: undefined }), [fact], fact);
  for (const [fact, document] of [
    ["operation", "explanation"],
    ["purpose", "explanation"],
    ["effect", "portal"],
  ] as const)
    assert.match(writtenBy(withFacts(model, { [fact]: "another thing" })).text(document), /nother thing/);
  const none = writtenBy(withFacts(model, { "opposing-views": "none", posted: "https://xdex.example/other" })).text(
    "letter",
  );
  assert.match(none, /not aware of any substantive opposing views/);
  assert.match(none, /at https:\/\/xdex\.example\/other/);
  assert.equal(lacks({ "opposing-views": "no" }), ["filing-fact-malformed"]);
});

test("J87 T the core principles that changed terms bear on are explained, and no other", () => {
  const rows = [...text("explanation").matchAll(/^\| (\d+) [A-Z]/gm)].map((one) => one[1]);
  assert.equal(rows, ["3", "4", "7", "8", "9"]);
  for (const one of rows) assert.equal(lacks({ [`core-principle-${one}`]: undefined }), [`core-principle-${one}`]);
});

test("J88 T it says how months with open interest are treated", () => {
  for (const document of ["letter", "explanation", "changes"]) {
    assert.match(
      text(document),
      /16 contract months of the product will be open\. The change applies to all of them, with whatever positions are open/,
    );
    assert.match(text(document), /no position is revalued/);
  }
  assert.is([...text("changes").matchAll(/\| as amended \|/g)].length, 16);
  assert.equal(lacks({ "open-positions": undefined }), ["open-positions"]);
  assert.match(other.text("letter"), /for contract months from December 2027 on/);
});

test("J89 X each change is classified with paragraph and reason, and the strictest of them counts", () => {
  const rows = [...text("changes").matchAll(/^\| ([A-Z][^|]*) \|[^|]*\|[^|]*\| (\w+)[^|]*(17 CFR 40\.6\S*): /gm)].map(
    (one) => [one[1], one[3]],
  );
  assert.equal(rows, [
    ["Tick, outright", "17 CFR 40.6(d)(2)(x)"],
    ["Daily settlement, lead month, line 2", "17 CFR 40.6(a)"],
    ["Daily settlement, spot month, line 2", "17 CFR 40.6(a)"],
    ["Daily settlement, other months, line 2", "17 CFR 40.6(a)"],
    ["Orders, no cancellation", "17 CFR 40.6(a)"],
  ]);
  assert.is(pack.subject.form, "40.6(a)");
  // A laxer form is refused with every change that stands against it, a stricter one is the author's choice and told.
  const [lax] = told(withFacts(model, { form: "40.6(d)" }));
  assert.is(lax?.code, "filing-form-laxer");
  assert.is(lax?.code === "filing-form-laxer" ? lax.params.changes.length : 0, 12);
  const finer = modelOf(
    said([/ {2}orders \{[^}]*\}\n/, ""], [/ {2}daily-settlement \{[^]*?\n {2}\}\n/, ""], ["2027-08-25", "2027-09-15"]),
  );
  const weekly = writtenBy(finer);
  assert.is(weekly.pack.subject.form, "40.6(d)");
  assert.match(weekly.text("letter"), /Weekly Notification of Rule Amendments under Commission Regulation 40\.6\(d\)/);
  assert.not.match(weekly.text("letter"), /certif/i);
  // What is counted in ticks is another amount now, which is a question and no answer.
  assert.match(weekly.text("signer"), /Daily settlement, lead month, line 2.*the words stay and the amount changes/);
  assert.equal(codes(told(withFacts(finer, { filed: "2027-09-21" }))), ["filing-notice-too-late"]);
  const stricter = writtenBy(withFacts(finer, { form: "40.6(a)", filed: "2027-08-26" })).text("letter");
  assert.match(stricter, /The classes of the changes ask for Regulation 40\.6\(d\); the Exchange chooses to certify/);
});

test("J89 a change of the index is notified only with the test of independence, and certified otherwise", () => {
  const index = modelOf(
    said(
      ['import "../sources.tenor"', 'import "../indices/h100-rental.tenor"\nimport "../sources.tenor"'],
      [
        /amendment GPH_TICK[^]*?\n\}\n/,
        'amendment GPH_TICK "Larger quorum" to H100_RENTAL effective 2027-09-13 { quorum: 3 sources, 25 trades, 6 parts }\n',
      ],
      [
        /form: +"40\.6"/,
        'form: "40.6(d)"\n  product: GPH\n  routine-index-change: "the administrator is an independent third party in the business of price information, not formed solely for this, and the pricing basis is unaffected"',
      ],
      ["2027-08-25", "2027-09-15"],
    ),
  );
  const { text: notice } = writtenBy(index);
  assert.match(notice("changes"), /H100 Rental Index: quorum \|.*17 CFR 40\.6\(d\)\(2\)\(iii\)/);
  assert.match(notice("signer"), /Does the administrator pass the test of independence/);
  const [lax] = told(withFacts(index, { "routine-index-change": undefined }));
  assert.is(lax?.code, "filing-form-laxer");
  assert.equal(codes(told(withFacts(index, { "routine-index-change": "it is routine" }))), ["filing-fact-malformed"]);
});

test("a request for approval states adoption, benefits, competition and other rules, and waits for its review", () => {
  const letter = writtenBy(withFacts(model, APPROVED)).text("letter");
  assert.match(letter, /Re: Request for approval of a rule amendment.*Regulation 40\.5\(a\)/);
  assert.match(
    letter,
    /Received on Thursday 1 July 2027, the request is under review for forty-five days, which end on Monday 16 August 2027/,
  );
  assert.match(letter, /affects no other rule/);
  for (const fact of Object.keys(APPROVED).filter((one) => one !== "form" && one !== "filed"))
    assert.equal(lacks({ ...APPROVED, [fact]: undefined }), [fact]);
  assert.equal(lacks({ ...APPROVED, filed: "2027-08-02" }), ["filing-effective-too-early"]);
});

test("an emergency rule says so in the description, names the emergency, and is filed within 24 hours after the open", () => {
  const { text: urgent } = writtenBy(withFacts(model, EMERGENCY));
  assert.match(urgent("portal"), /Description, with the expected impact \| Emergency Rule Certification\. /);
  assert.match(urgent("letter"), /Re: Emergency Rule Certification/);
  // The trade date of Monday opens on Sunday at 17:00 in Chicago, which is 18:00 in Washington.
  assert.match(urgent("letter"), /within 24 hours after it: by Monday 13 September 2027, 18:00 Washington time/);
  assert.equal(lacks({ ...EMERGENCY, filed: "2027-09-13", "filed-at": "18:00" }), []);
  assert.equal(lacks({ ...EMERGENCY, filed: "2027-09-13", "filed-at": "18:01" }), ["filing-notice-too-late"]);
  assert.equal(lacks({ ...EMERGENCY, emergency: undefined }), ["emergency"]);
});

test("judgements are open questions to the signer, and nothing of it is filed", () => {
  const signer = text("signer");
  assert.match(signer, /This sheet is not filed/);
  for (const one of [
    /in Euro changes too, and its chapter is not at hand/,
    /read in the text in force until December 2024/,
    /novel or complex/,
    /opposing views been stated/,
  ])
    assert.match(signer, one);
  assert.not.match(text("exhibits"), /Questions to the signer/);
});

test("every sentence of the pack is traced to clauses that the model has, and the same bytes come out again", () => {
  const [first, again] = [filingEmitter.emit(model), filingEmitter.emit(model)];
  assert.equal(
    first.artifacts.map((one) => one.content),
    again.artifacts.map((one) => one.content),
  );
  const known = new Set(model.clauses.map(({ id }) => id));
  const own = first.trace.filter(({ file }) => file.startsWith("filings/cftc-40.6a/"));
  assert.ok(own.length > 500);
  assert.equal(
    own.filter(({ clauses }) => clauses.length === 0 || clauses.some((one) => !known.has(one))),
    [],
  );
  assert.ok(own.some(({ clauses }) => clauses.includes("GPH_TICK/tick/outright")));
});

test.run();
