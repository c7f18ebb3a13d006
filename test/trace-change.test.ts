import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compile } from "../src/index.ts";
import { filesBelow, inProject } from "./kit/files.ts";

/** The specs of GPH and its child by the paths a user's folder would have. */
const specs = Object.fromEntries(
  filesBelow("specs", (file) =>
    /^specs\/(?!std\/|tokens\/|reference\/|.*(?:published|itk|trin|token-basket|bitcoin)).*\.(?:tenor|csv)$/.test(file),
  ).map((file) => [
    file.slice("specs/".length),
    fs.readFileSync(inProject(file), "utf8").replaceAll('"../std/', '"std/'),
  ]),
);

type Traced = {
  readonly files: readonly {
    readonly file: string;
    readonly values: readonly { readonly at: string; readonly clauses: readonly string[] }[];
  }[];
};

/** What a filing says of a figure of the contract: another figure there is a finding, so both change together. */
type Fact = { readonly clause: string; readonly from: string; readonly to: string };

function outputs(
  from: string,
  to: string,
  fact?: Fact,
): {
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  readonly trace: Traced;
} {
  const spec = specs["gpu/gph.tenor"] as string;
  assert.is(spec.split(from).length, 2, `\`${from}\` stands once in the spec`);
  const before = compile(specs);
  const filing = specs["filings/gph-40-2.tenor"] as string;
  if (fact !== undefined) assert.is(filing.split(fact.from).length, 2, `\`${fact.from}\` stands once in the filing`);
  const after = compile({
    ...specs,
    "gpu/gph.tenor": spec.replace(from, to),
    ...(fact && { "filings/gph-40-2.tenor": filing.replace(fact.from, fact.to) }),
  });
  assert.equal(
    after.diagnostics.map((one) => `${one.code}: ${one.message}`),
    [],
  );
  return {
    before: before.files,
    after: after.files,
    trace: JSON.parse(before.files.get("GPH/trace.json") as string) as Traced,
  };
}

/** The values of a JSON text by pointer, leaves only. */
function leaves(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, at: string): void => {
    if (typeof value === "object" && value !== null) {
      for (const [key, one] of Object.entries(value))
        walk(one, `${at}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`);
    } else found.set(at, JSON.stringify(value));
  };
  walk(JSON.parse(text), "");
  return found;
}

/** A document without the hash of the contract that all documents of a filing bear: it changes with every term. */
const withoutVersion = (text: string): string =>
  text.replace(/(Version of the contract: |"version": ")[0-9a-f]{16}/g, "$1…");

/** The sentences of a Markdown or HTML document by anchor, without the numbers of anchors and of tables: they move where one is added before. */
function sentences(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const parts = text.split(/(?=<(?:a|span) id="s\d+")/);
  for (const part of parts.slice(1)) {
    const id = /id="(s\d+)"/.exec(part)?.[1] ?? "";
    found.set(`#${id}`, part.replace(/id="s\d+"/, ""));
  }
  return found;
}

/** The anchors of the sentences that only the one or only the other of two documents has, in the order they stand: a longest common subsequence is left out. */
function reworded(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly [string[], string[]] {
  const [old, now] = [[...before], [...after]];
  const common = Array.from({ length: old.length + 1 }, () => Array.from(now, () => 0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  const same = (i: number, j: number): boolean => old[i]?.[1] === now[j]?.[1];
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      (common[i] as number[])[j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const [gone, come]: [string[], string[]] = [[], []];
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    if (i < old.length && j < now.length && same(i, j)) [i, j] = [i + 1, j + 1];
    else if (j === now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) gone.push(old[i++]?.[0] as string);
    else come.push(now[j++]?.[0] as string);
  }
  return [gone, come];
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
}

const EDITS: readonly (Fact & { readonly fact?: Fact })[] = [
  { clause: "GPH/tick/outright", from: "outright:        0.001 ", to: "outright:        0.002 " },
  {
    clause: "GPH/final-settlement/round",
    from: "round: half-away to tick.settlement",
    to: "round: half-even to tick.settlement",
  },
  { clause: "GPH/sessions/settlement", from: "settlement: at 14:30,", to: "settlement: at 14:25," },
  { clause: "GPH/sessions/last-close", from: "on last-trading-day at 10:00", to: "on last-trading-day at 09:30" },
  {
    clause: "GPH/limits/reportable",
    from: "reportable:         25 contracts",
    to: "reportable:         20 contracts",
    fact: {
      clause: "GPH_40_2/large-traders",
      from: "Positions of 25 contracts and more",
      to: "Positions of 20 contracts and more",
    },
  },
  {
    clause: "GPH/limits/single-month",
    from: "single-month:       accountability 5_000",
    to: "single-month:       accountability 4_000",
  },
  {
    clause: "GPH/orders/max",
    from: "max:             500 contracts",
    to: "max:             400 contracts",
    fact: { clause: "GPH_40_2/core-principle-4", from: "capped at 500 contracts", to: "capped at 400 contracts" },
  },
  {
    clause: "GPH/price-limits/halt",
    from: "halt: 2 minutes at 7%, 2 minutes",
    to: "halt: 3 minutes at 7%, 2 minutes",
  },
  { clause: "GPH/margin/maintenance", from: "maintenance: 20%, proposed", to: "maintenance: 22%, proposed" },
  {
    clause: "GPH/dates/last-trading-day",
    from: "last business day of contract month\n",
    to: "2nd-last business day of contract month\n",
  },
];

for (const { clause, from, to, fact } of EDITS) {
  test(`changing ${clause} changes exactly what is traced to it`, () => {
    const { before, after, trace } = outputs(from, to, fact);
    // The version of a contract is that of all it reads, what an option says of its future among it.
    const said = (files: ReadonlyMap<string, string>, file: string) => withoutVersion(files.get(file) as string);
    const touched = [...before.keys()].filter((file) => said(before, file) !== said(after, file));
    // A derived product takes the term over, so its outputs may follow; of the option and the spreads on it what is traced to the term; nothing else may.
    const ofOthers = ["OGPH", "GPHS", "GPHQ", "GASP"].flatMap((folder) => {
      const { files } = JSON.parse(before.get(`${folder}/trace.json`) as string) as Traced;
      const traced = files.filter(({ values }) => values.some((value) => value.clauses.includes(clause)));
      return [`${folder}/trace.json`, ...traced.map(({ file }) => `${folder}/${file}`)];
    });
    const may = (file: string): boolean =>
      ["GPH/", "MGPH/", "GPHE/"].some((folder) => file.startsWith(folder)) ||
      [...ofOthers, "manifest.json"].includes(file);
    assert.equal(
      touched.filter((file) => !may(file)),
      [],
    );
    let stated = 0;
    const later = JSON.parse(after.get("GPH/trace.json") as string) as Traced;
    const ofClause = ({ clauses }: Traced["files"][number]["values"][number]): boolean =>
      clauses.some((one) => one === clause || one === fact?.clause);
    for (const { file, values } of trace.files) {
      const name = `GPH/${file}`;
      const [old, now] = [before, after].map((files) => withoutVersion(files.get(name) as string)) as [string, string];
      const covers = values.filter(ofClause);
      const alone = values.filter((value) => value.clauses.length === 1 && value.clauses[0] === clause);
      if (old !== now) assert.ok(covers.length > 0, `${file} changed and nothing in it is traced to ${clause}`);
      if (file.endsWith(".json")) {
        const differ = changed(leaves(old), leaves(now));
        const untraced = differ.filter(
          (pointer) =>
            !covers.some((value) => value.at === "" || pointer === value.at || pointer.startsWith(`${value.at}/`)),
        );
        assert.equal(untraced, [], `${file}: changed without being traced to ${clause}`);
        const still = alone.filter(
          (value) => !differ.some((pointer) => pointer === value.at || pointer.startsWith(`${value.at}/`)),
        );
        // Names, zones and flags inside a term stay what they were when another part of it changes.
        stated += alone.length - still.length;
      } else if (/\.(?:md|html)$/.test(file)) {
        const [gone, come] = reworded(sentences(old), sentences(now));
        const covered = later.files.find((one) => one.file === file)?.values.filter(ofClause) ?? [];
        assert.equal(
          [
            ...gone.filter((anchor) => !covers.some((value) => value.at === anchor)),
            ...come.filter((anchor) => !covered.some((value) => value.at === anchor)),
          ],
          [],
          `${file}: a sentence changed that is not traced to ${clause}`,
        );
        stated += gone.length;
      }
    }
    assert.ok(stated > 0, `${clause} is stated nowhere`);
    assert.ok(touched.includes("GPH/trace.json") && touched.includes("manifest.json"));
  });
}

test("changing a comment changes nothing but where clauses stand and the hash of the source", () => {
  const { before, after } = outputs("// 1.00 USD per contract", "// one dollar a contract");
  const touched = [...before.keys()].filter((file) => before.get(file) !== after.get(file));
  assert.equal(touched, ["manifest.json"]);
});

test.run();
