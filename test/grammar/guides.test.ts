import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inProject, tempFolder } from "../kit/files.ts";
import { agrees, edited, readerIn, stepsOf } from "../kit/walkthrough.ts";

/**
 * Every guide is followed from its first line to its last, in an empty folder, and says at each step what the command says. With
 * `UPDATE_GOLDEN=1` what is shown of commands that leave nothing out is written anew; the difference is read before it is committed.
 */
const guides = fs.readdirSync(inProject("grammar/guides")).filter((name) => name.endsWith(".md"));

for (const name of guides.sort()) {
  const file = inProject(`grammar/guides/${name}`);
  const text = fs.readFileSync(file, "utf8");

  test(`${name} can be followed`, () => {
    const folder = path.join(tempFolder(), "work");
    fs.mkdirSync(folder);
    const run = readerIn(folder);
    const updated: (string | undefined)[] = text.split("\n");
    const wrong: string[] = [];
    for (const step of stepsOf(text)) {
      if (step.kind === "run") {
        const said = run(step.command);
        if (agrees(said, step.said)) continue;
        wrong.push(`line ${step.line}: ${step.command}\n${said}`);
        for (let at = 0; at < step.said.split("\n").length - 1; at++) updated[step.line + at] = undefined;
        updated[step.line - 1] = `$ ${step.command}\n${said}`.trimEnd();
      } else {
        const place = path.join(folder, step.name);
        fs.mkdirSync(path.dirname(place), { recursive: true });
        fs.writeFileSync(place, step.kind === "file" ? step.text : edited(fs.readFileSync(place, "utf8"), step.text));
      }
    }
    if (process.env["UPDATE_GOLDEN"] === "1")
      fs.writeFileSync(file, updated.filter((line) => line !== undefined).join("\n"));
    assert.is(wrong.join("\n"), "");
  });
}

test("a guide that shows something else is found", () => {
  assert.ok(agrees("a\nb\nc\n", "a\n…\nc\n"));
  assert.ok(agrees("a\nb.c\n", "a\nb.c\n"));
  assert.not(agrees("a\nbxc\n", "a\nb.c\n"));
  assert.not(agrees("a\nb\n", "a\n"));
  assert.not(agrees("a\n", "a\nb\n"));
  assert.is(edited("x\nold\ny\n", " x\n-old\n+new\n"), "x\nnew\ny\n");
  assert.throws(() => edited("x\nx\n", "-x\n+y\n"), /2 places/);
});

test.run();
