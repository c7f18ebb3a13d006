import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { TOKEN_TYPES } from "../../src/server/semantic.ts";
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

test("what is coloured by meaning has a colour in every theme, and a field keeps the one it has by its spelling", () => {
  const [{ language, scopes }] = manifest.contributes.semanticTokenScopes;
  assert.is(language, "tenor");
  assert.equal(Object.keys(scopes).sort(), [...TOKEN_TYPES].sort());
  const colours = fs.readFileSync(inProject("grammar/generated/tenor.tmLanguage.json"), "utf8");
  assert.ok(colours.includes(`"${scopes.property[0]}"`), scopes.property[0]);
});

test("a double click takes a whole name, and a line behind prose is prose", () => {
  const { wordPattern, onEnterRules } = json("editors/vscode/language-configuration.json");
  const words = (text: string) => text.match(new RegExp(wordPattern, "g"));
  assert.equal(words("last-trading-day: 1_000.5 GPU_hour - 2"), ["last-trading-day", "1_000.5", "GPU_hour", "2"]);
  assert.match("  /// Rents are quoted", new RegExp(onEnterRules[0].beforeText));
  assert.not.match("  // a remark", new RegExp(onEnterRules[0].beforeText));
});

test.run();
