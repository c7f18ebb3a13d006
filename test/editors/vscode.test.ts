import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inProject } from "../kit/files.ts";

const json = (file: string) => JSON.parse(fs.readFileSync(inProject(file), "utf8"));
const manifest = json("editors/vscode/package.json");

test("the extension has the version of the compiler inside it, and the colours of the language's own grammar", () => {
  assert.is(manifest.version, json("package.json").version);
  const [grammar] = manifest.contributes.grammars;
  const colours = json("grammar/generated/tenor.tmLanguage.json") as { scopeName: string; fileTypes: string[] };
  assert.is(grammar.scopeName, colours.scopeName);
  assert.equal(
    manifest.contributes.languages[0].extensions,
    colours.fileTypes.map((one) => `.${one}`),
  );
});

test("a double click takes a whole name, and a line behind prose is prose", () => {
  const { wordPattern, onEnterRules } = json("editors/vscode/language-configuration.json");
  const words = (text: string) => text.match(new RegExp(wordPattern, "g"));
  assert.equal(words("last-trading-day: 1_000.5 GPU_hour - 2"), ["last-trading-day", "1_000.5", "GPU_hour", "2"]);
  assert.match("  /// Rents are quoted", new RegExp(onEnterRules[0].beforeText));
  assert.not.match("  // a remark", new RegExp(onEnterRules[0].beforeText));
});

test.run();
