import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { build } from "../../src/cli/command/build.ts";
import { check } from "../../src/cli/command/check.ts";
import { verify } from "../../src/cli/command/verify.ts";
import { lock } from "../../src/cli/command/lock.ts";
import { readPackages } from "../../src/cli/packages.ts";
import { nodeHost } from "../../src/host/node.ts";
import { check as checkTexts } from "../../src/index.ts";
import { golden, inProject, tempFolder } from "../kit/files.ts";
import { tenor } from "./kit.ts";

/** An exchange's own package, and the lock that holds contracts to what they import. */
const read = (file: string) => fs.readFileSync(inProject(`test/bad/with/${file}`), "utf8");
const PROFILE = `profile HOUSE_TERMS {
  chapter: 812
}
`;
const PRODUCT = `import "house/profiles.tenor"
import "with/product.tenor"

future OURS "A future on the terms of the house" from GOOD uses HOUSE_TERMS {
  orders { max: 400 contracts; block { min: 50 contracts; report: within 15 minutes } }
}
`;

function project(files: Readonly<Record<string, string>> = {}) {
  const folder = tempFolder();
  const all = {
    "house/profiles.tenor": PROFILE,
    "specs/ours.tenor": PRODUCT,
    "specs/with/parts.tenor": read("parts.tenor"),
    "specs/with/product.tenor": read("product.tenor"),
    ...files,
  };
  for (const [file, text] of Object.entries(all)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  const root = path.join(folder, "specs");
  const said: string[] = [];
  const host = () =>
    nodeHost({ root, library: inProject("specs/std"), cwd: root, packages: { house: path.join(folder, "house") } });
  const environment = () => ({
    ...{ host: host(), cwd: root, root, packages: ["house"] },
    ...{ out: (text: string) => void said.push(text), error: (text: string) => void said.push(text) },
  });
  const write = (file: string, text: string) => fs.writeFileSync(path.join(folder, file), text);
  return { folder, root, environment, write, said: () => said.splice(0).join("") };
}

test("a spec imports files of a package by the package's name, and takes its profiles", () => {
  const { environment, said } = project();
  assert.is(check(environment(), ["."], {}), 0, said());
  const texts = {
    "ours.tenor": PRODUCT,
    "with/parts.tenor": read("parts.tenor"),
    "with/product.tenor": read("product.tenor"),
  };
  const found = checkTexts(texts, { packages: { house: { "profiles.tenor": PROFILE } } });
  assert.equal(found.diagnostics, []);
  // What a package declares is no output of its own.
  assert.equal(found.models.map((one) => one.root).sort(), ["GOOD", "OURS"]);
  assert.equal(
    checkTexts(texts).diagnostics.map((one) => one.code),
    ["file-missing", "name-unknown"],
  );
});

test("an import of a package that was not given says how to give it", () => {
  const texts = {
    "ours.tenor": PRODUCT,
    "with/parts.tenor": read("parts.tenor"),
    "with/product.tenor": read("product.tenor"),
  };
  const missing = (files: Readonly<Record<string, string>>, packages = {}) =>
    checkTexts(files, { packages }).diagnostics.find((one) => one.code === "file-missing");
  assert.is(
    missing(texts)?.help,
    "where `house` is a package, say which folder it is with `--package house=DIR`; else check the spelling",
  );
  // A folder that is there is no package, and in one that was given the name of the file is wrong.
  assert.not.match(missing({ ...texts, "house/other.tenor": "" })?.help ?? "", "--package");
  assert.is(missing(texts, { house: { "profile.tenor": PROFILE } })?.help, "did you mean `house/profile.tenor`?");
});

test("a build of specs with a package is verified with the package", async () => {
  const { root, environment, write, said } = project();
  assert.is(build(environment(), ["."], { out: "../out" }).code, 0, said());
  said();
  const sound = await verify(environment(), "../out", {});
  const words = said();
  assert.is(sound, 0, words);
  assert.match(words, "come from");
  const bare = () => ({
    ...environment(),
    host: nodeHost({ root, library: inProject("specs/std"), cwd: root }),
    packages: [],
  });
  assert.is(await verify(bare(), "../out", {}), 5);
  assert.match(said(), "--package house=DIR");
  write("house/profiles.tenor", PROFILE.replace("812", "813"));
  assert.is(await verify(environment(), "../out", {}), 5);
  assert.match(said(), "house/profiles.tenor: its text has changed");
});

test("an import does not climb out of a package, and a package has one name", () => {
  const { environment, said, write } = project({ "outside.tenor": "// nothing\n" });
  write("house/profiles.tenor", `import "../outside.tenor"\n${PROFILE}`);
  assert.is(check(environment(), ["."], {}), 1);
  assert.match(said(), "import-outside-root");
});

test("the command line names packages; what it says wrong is wrong usage", () => {
  const { folder } = project({ "specs/desk/x.tenor": "// nothing\n" });
  const root = path.join(folder, "specs");
  const why = (text: string, ...more: string[]) =>
    readPackages(folder, root, [...more, text])
      .diagnostics.map((one) => one.message)
      .join();
  assert.equal(readPackages(folder, root, ["house=house"]).packages, { house: path.join(folder, "house") });
  for (const wrong of ["house", "std=house", "House=house", "a/b=house", "=house", "desk=house", "house=nowhere"])
    assert.match(why(wrong), "names no package", wrong);
  assert.match(why("house=specs", "house=house"), "given twice");
  const { code, error, out } = tenor(["check", "specs/gpu/gph.tenor", "--package", "house"]);
  assert.is(code, 2);
  assert.is(out, "");
  golden("cli/package.txt", error);
});

test("a lock holds contracts to the texts they import, and takes changes over only when told to", () => {
  const { root, environment, write, said } = project();
  const file = path.join(root, "tenor.lock");
  assert.is(lock(environment(), ["."], {}), 0);
  const first = fs.readFileSync(file, "utf8");
  assert.equal(
    first
      .split("\n")
      .filter((line) => !line.startsWith("#"))
      .map((line) => line.slice(66)),
    [
      "house/profiles.tenor",
      "std/calendars/common.tenor",
      "std/calendars/us.tenor",
      "std/units.tenor",
      "with/parts.tenor",
      "with/product.tenor",
      "",
    ],
  );
  assert.is(lock(environment(), ["."], {}), 0);
  assert.match(said(), "unchanged");
  assert.is(check(environment(), ["."], { deny: "warnings" }), 0, said());
  said();

  write("house/profiles.tenor", PROFILE.replace("812", "813"));
  assert.is(check(environment(), ["."], {}), 1);
  const reports = [said()];
  assert.is(lock(environment(), ["."], {}), 1);
  assert.is(fs.readFileSync(file, "utf8"), first, "the lock stays as it was");
  reports.push(said());
  assert.is(lock(environment(), ["."], { update: true }), 0);
  assert.is.not(fs.readFileSync(file, "utf8"), first);
  said();
  assert.is(check(environment(), ["."], {}), 0);

  const lines = fs.readFileSync(file, "utf8").split("\n");
  fs.writeFileSync(file, lines.filter((line) => !line.endsWith("us.tenor")).join("\n"));
  said();
  assert.is(check(environment(), ["."], {}), 0);
  reports.push(said());
  assert.is(lock(environment(), ["."], {}), 0);
  assert.is(fs.readFileSync(file, "utf8"), lines.join("\n"));
  fs.writeFileSync(file, `${lines.join("\n")}<<<<<<< ours\n`);
  said();
  assert.is(check(environment(), ["."], {}), 1);
  reports.push(said());
  golden("cli/lock.txt", reports.join("\n"));
});

test("a package's wording stands in the filings, and is one of the build's sources", () => {
  const { folder, write, said } = project({ "house/templates/partials/fictional.hbs": "*A wording of the house.*\n" });
  const root = inProject("specs");
  const environment = () => ({
    host: nodeHost({
      root,
      library: inProject("specs/std"),
      cwd: root,
      packages: { house: path.join(folder, "house") },
    }),
    ...{ cwd: root, root, packages: ["house"], out: () => {}, error: () => {} },
  });
  const made = () =>
    build(environment(), ["filings/gph-40-2.tenor"], { only: "filing", out: path.join(folder, "out") });
  assert.is(made().code, 0, said());
  const text = (file: string): string => fs.readFileSync(path.join(folder, "out", file), "utf8");
  assert.match(text("GPH/filings/cftc-40.2/letter.md"), "A wording of the house.");
  assert.match(text("manifest.json"), "house/templates/partials/fictional.hbs");
  write("house/templates/partials/fictional.hbs", "{{#s}}{{v venue.nmae}}{{/s}}\n");
  assert.is(made().code, 1);
  assert.match(text("GPH/filings/cftc-40.2/letter.md"), "A wording of the house.", "the earlier output stays whole");
});

test("the library holds texts to a lock too", () => {
  const texts = { "parts.tenor": read("parts.tenor"), "product.tenor": read("product.tenor") };
  const lock = `${"0".repeat(64)}  std/units.tenor\n${"0".repeat(64)}  parts.tenor\n`;
  const codes = checkTexts(texts, { lock }).diagnostics.map((one) => `${one.code} ${one.span.source.path}`);
  assert.equal(codes, ["lock-differs product.tenor", "lock-differs tenor.lock", "lock-incomplete tenor.lock"]);
});

test.run();
