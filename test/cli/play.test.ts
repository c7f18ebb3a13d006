import * as fs from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { play } from "../../src/cli/command/play.ts";
import { nodeHost } from "../../src/host/node.ts";
import { golden, inProject, root, tempFolder } from "../kit/files.ts";

/** A page of one file, built. */
function built(): string {
  const folder = tempFolder();
  fs.writeFileSync(path.join(folder, "index.html"), "<!doctype html>\n");
  return folder;
}

function environmentIn(cwd: string) {
  const said: string[] = [];
  const host = nodeHost({ root: cwd, library: inProject("specs/std"), cwd });
  const tell = (text: string) => void said.push(text);
  return { environment: { host, cwd, out: tell, error: tell }, said: () => said.splice(0).join("") };
}

test("the page is written with the texts that were named, all they import and the data they read", async () => {
  const { environment, said } = environmentIn(root);
  const out = path.join(tempFolder(), "page");
  assert.is(await play(environment, ["specs/gpu/gph.tenor"], { out }, built()), 0);
  assert.match(said(), "holds the page: 2 files for any web server");
  const texts = (await import(path.join(out, "specs.js"))) as Record<string, unknown>;
  const paths = Object.keys(texts["files"] as object);
  assert.is(texts["first"], "specs/gpu/gph.tenor");
  for (const wanted of ["specs/gpu/gph.tenor", "specs/indices/h100-rental.tenor", "specs/gpu/data/h100-supply.csv"])
    assert.ok(paths.includes(wanted), wanted);
  assert.equal(
    paths.filter((one) => one.startsWith("std/")),
    [],
    "the library is in the page",
  );
  // Without names it is the shipped specs.
  const other = path.join(tempFolder(), "page");
  assert.is(await play(environment, [], { out: other }, built()), 0);
  assert.is(((await import(path.join(other, "specs.js"))) as Record<string, unknown>)["first"], "gpu/gph.tenor");
});

test("what cannot be served is said with what to do", async () => {
  const folder = tempFolder();
  const { environment, said } = environmentIn(folder);
  const errors: string[] = [];
  assert.is(await play(environment, [], { port: "web" }, built()), 2);
  errors.push(said());
  assert.is(await play(environment, [], {}, tempFolder()), 2);
  errors.push(said());
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const port = String((taken.address() as AddressInfo).port);
  assert.is(await play(environment, [], { port }, built()), 2);
  errors.push(said().replaceAll(port, "8080"));
  taken.close();
  assert.is(await play(environment, ["missing.tenor"], {}, built()), 2);
  errors.push(said());
  golden("cli/play.txt", errors.join("\n"));
});

test.run();
