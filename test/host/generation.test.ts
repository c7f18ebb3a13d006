import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Disk, errorCode, realDisk } from "../../src/host/disk.ts";
import type { Processes } from "../../src/host/generation.ts";
import { nodeHost } from "../../src/host/node.ts";
import { faultyDisk } from "../kit/faulty-disk.ts";
import { inProject, tempFolder } from "../kit/files.ts";

const OLD = new Map([
  ["manifest.json", "old"],
  ["GPH/engine.json", "old engine"],
  ["GPH/gone.json", "only in the old one"],
]);
const NEW = new Map<string, string | Uint8Array>([
  ["manifest.json", "new"],
  ["GPH/engine.json", "new engine, größer"],
  ["GPH/filings/letter.pdf", Uint8Array.of(0, 255, 10)],
  ["__proto__", ""],
]);

const nobody: Processes = { id: 4_000_000, isAlive: () => false };

function host(folder: string, disk: Disk = realDisk, processes?: Processes) {
  const base = { root: folder, library: folder, disk };
  return nodeHost(processes === undefined ? base : { ...base, processes });
}

/** What the output shows, read through its link. */
function shown(out: string): Record<string, string> {
  const files: Record<string, string> = Object.create(null);
  const visit = (below: string): void => {
    for (const one of fs.readdirSync(path.join(out, below), { withFileTypes: true })) {
      const file = path.join(below, one.name);
      if (one.isDirectory()) visit(file);
      else files[file] = fs.readFileSync(path.join(out, file), "latin1");
    }
  };
  visit("");
  return files;
}

function expected(files: ReadonlyMap<string, string | Uint8Array>): Record<string, string> {
  const all: Record<string, string> = Object.create(null);
  for (const [file, content] of files) all[file] = Buffer.from(content as Uint8Array).toString("latin1");
  return all;
}

function entries(record: Record<string, string>): [string, string][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function assertShows(out: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  assert.equal(entries(shown(out)), entries(expected(files)));
}

function generations(folder: string): string[] {
  return fs.readdirSync(path.join(folder, ".out.tenor")).filter((name) => name.startsWith("build-"));
}

test("the output is a link to one whole build, and a build replaces everything", () => {
  const folder = tempFolder();
  const out = path.join(folder, "deep/out");
  assert.equal(host(folder).writeGeneration("deep/out", OLD), { kind: "written", out: "deep/out", changed: true });
  assert.ok(fs.lstatSync(out).isSymbolicLink());
  assertShows(out, OLD);
  assert.is(host(folder).writeGeneration("deep/out/", NEW).kind, "written");
  assertShows(out, NEW);
});

test("the same build again changes nothing; a file edited since is put right", () => {
  const folder = tempFolder();
  const out = path.join(folder, "out");
  host(folder).writeGeneration("out", NEW);
  const before = fs.readlinkSync(out);
  const same = new Map([...NEW].reverse());
  assert.equal(host(folder).writeGeneration("out", same), { kind: "written", out: "out", changed: false });
  assert.is(fs.readlinkSync(out), before);
  for (const harm of [
    () => fs.writeFileSync(path.join(out, "manifest.json"), "NEW"),
    () => fs.writeFileSync(path.join(out, "GPH/more.json"), ""),
    () => fs.rmSync(path.join(out, "GPH/filings/letter.pdf")),
    () => fs.rmSync(path.join(folder, ".out.tenor"), { recursive: true }),
  ]) {
    harm();
    assert.equal(host(folder).writeGeneration("out", NEW), { kind: "written", out: "out", changed: true });
    assertShows(out, NEW);
  }
});

test("the build before stays for whoever is reading it, older ones go", () => {
  const folder = tempFolder();
  const out = path.join(folder, "out");
  host(folder).writeGeneration("out", OLD);
  const reading = fs.realpathSync(out);
  host(folder).writeGeneration("out", NEW);
  assertShows(reading, OLD);
  for (const text of ["1", "2", "3"]) host(folder).writeGeneration("out", new Map([["a", text]]));
  assert.is(generations(folder).length, 2);
  assert.not(fs.existsSync(reading));
});

test("an output of an earlier version, whose builds were named by their content, is taken over and swept", () => {
  const folder = tempFolder();
  const store = path.join(folder, ".out.tenor");
  const earlier = `${"a".repeat(32)}-0123456789ab`;
  fs.mkdirSync(path.join(store, earlier), { recursive: true });
  fs.writeFileSync(path.join(store, earlier, "manifest.json"), "old");
  fs.symlinkSync(`.out.tenor/${earlier}`, path.join(folder, "out"));
  assert.equal(host(folder).writeGeneration("out", NEW), { kind: "written", out: "out", changed: true });
  assertShows(path.join(folder, "out"), NEW);
  host(folder).writeGeneration("out", OLD);
  assert.not(fs.existsSync(path.join(store, earlier)));
});

test("an empty folder may be taken; what is not ours is left as it is", () => {
  const folder = tempFolder();
  fs.mkdirSync(path.join(folder, "out"));
  assert.is(host(folder).writeGeneration("out", NEW).kind, "written");
  assertShows(path.join(folder, "out"), NEW);

  fs.mkdirSync(path.join(folder, "mine"));
  fs.writeFileSync(path.join(folder, "mine/thesis.txt"), "dear");
  fs.writeFileSync(path.join(folder, "file"), "dear");
  fs.symlinkSync("mine", path.join(folder, "link"));
  fs.symlinkSync(".out.tenor/../mine", path.join(folder, "sly"));
  fs.writeFileSync(path.join(folder, ".kept.tenor"), "dear");
  for (const out of ["mine", "file", "link", "sly", "kept", "."]) {
    const result = host(folder).writeGeneration(out, NEW);
    assert.is(result.kind, "not-ours", out);
  }
  assert.is(fs.readFileSync(path.join(folder, "mine/thesis.txt"), "utf8"), "dear");
  assert.is(fs.readFileSync(path.join(folder, "file"), "utf8"), "dear");
});

test("a copy of an output is an ordinary folder", () => {
  const folder = tempFolder();
  host(folder).writeGeneration("out", OLD);
  fs.cpSync(path.join(folder, "out"), path.join(folder, "copy"), { recursive: true, dereference: true });
  assert.is(host(folder).writeGeneration("copy", NEW).kind, "not-ours");
});

test("a place where nothing can be written is refused", () => {
  const folder = tempFolder();
  fs.writeFileSync(path.join(folder, "file"), "");
  assert.equal(host(folder).writeGeneration("file/out", NEW), {
    kind: "not-writable",
    out: "file/out",
    reason: "part of the path is a file, not a folder",
  });
  for (const code of ["EACCES", "EROFS", "EPERM"]) {
    const { disk } = faultyDisk({ at: 0, code, fromThenOn: true });
    assert.is(host(folder, disk).writeGeneration("out", NEW).kind, "not-writable", code);
  }
});

test("names that are one name on some disks are refused, and a name that climbs out is a bug", () => {
  const folder = tempFolder();
  const collide = (...names: string[]) =>
    host(folder).writeGeneration("out", new Map(names.map((name) => [name, ""]))).kind;
  assert.is(collide("GPH/a.json", "Gph/b.json"), "names-collide");
  assert.is(collide("a", "a/b"), "names-collide");
  assert.is(collide("a/b", "A"), "names-collide");
  assert.is(collide("e\u0301.json", "\u00e9.json"), "names-collide");
  assert.is(collide("a/b", "a/c", "ab"), "written");
  for (const name of ["../x", "/x", "a/../../x", "", "a\0", "C:x", "a\\b", "a/"])
    assert.throws(() => collide(name), /not a path below/);
});

/** How many changes a whole build from OLD to NEW asks of the disk. */
function changesOfBuild(): number {
  const folder = tempFolder();
  host(folder).writeGeneration("out", OLD);
  const { disk, changes } = faultyDisk({ at: -1, code: "", fromThenOn: false });
  host(folder, disk).writeGeneration("out", NEW);
  return changes();
}

test("a disk that is full at any step leaves the earlier output whole, and the next build is clean", () => {
  const steps = changesOfBuild();
  assert.ok(steps > 20, String(steps));
  let failures = 0;
  for (let at = 0; at < steps; at++) {
    const folder = tempFolder();
    const out = path.join(folder, "out");
    host(folder).writeGeneration("out", OLD);
    const { disk } = faultyDisk({ at, code: "ENOSPC", fromThenOn: false });
    const result = host(folder, disk).writeGeneration("out", NEW);
    if (result.kind !== "written") {
      failures++;
      assert.equal({ ...result, file: "" }, { kind: "write-failed", out: "out", file: "", reason: "the disk is full" });
      assert.is(generations(folder).length, 1, `no half of a build stays (step ${at})`);
    }
    assertShows(out, result.kind === "written" ? NEW : OLD);
    assert.is(host(folder, realDisk, nobody).writeGeneration("out", NEW).kind, "written");
    assertShows(out, NEW);
    assert.ok(generations(folder).length <= 2);
  }
  assert.ok(failures > 15, String(failures));
});

test("the first build on a full disk leaves no output at all", () => {
  const folder = tempFolder();
  const { disk } = faultyDisk({ at: 6, code: "EDQUOT", fromThenOn: false });
  assert.is(host(folder, disk).writeGeneration("out", NEW).kind, "write-failed");
  assert.not(fs.existsSync(path.join(folder, "out")));
});

test("a disk that takes part of a write is written to the last byte", () => {
  const folder = tempFolder();
  const writeSync = ((handle: number, bytes: Uint8Array, from: number, length: number) =>
    fs.writeSync(handle, bytes, from, Math.min(3, length))) as unknown as typeof fs.writeSync;
  assert.is(host(folder, { ...realDisk, writeSync }).writeGeneration("out", NEW).kind, "written");
  assertShows(path.join(folder, "out"), NEW);
});

test("a power cut at any step leaves one whole build, and the next one clears what was left lying", () => {
  const steps = changesOfBuild();
  for (let at = 0; at < steps; at++) {
    const folder = tempFolder();
    const out = path.join(folder, "out");
    host(folder).writeGeneration("out", OLD);
    const { disk } = faultyDisk({ at, code: "EIO", fromThenOn: true });
    host(folder, disk, nobody).writeGeneration("out", NEW);
    const manifest = fs.readFileSync(path.join(out, "manifest.json"), "utf8");
    assertShows(out, manifest === "old" ? OLD : NEW);
    assert.is(host(folder).writeGeneration("out", NEW).kind, "written");
    assertShows(out, NEW);
    const left = fs.readdirSync(path.join(folder, ".out.tenor")).filter((name) => name !== "previous");
    assert.ok(left.length <= 2 && left.every((name) => /^build-[0-9a-f]{12}$/.test(name)), left.join(" "));
  }
});

test("what a running build has claimed is left alone, what a dead one claimed is not", () => {
  const folder = tempFolder();
  const store = path.join(folder, ".out.tenor");
  host(folder).writeGeneration("out", OLD);
  const token = "0123456789ab";
  fs.mkdirSync(path.join(store, `build-${token}`));
  fs.writeFileSync(path.join(store, `claim-77-${token}`), "");
  fs.writeFileSync(path.join(store, "notes.txt"), "somebody's");
  const busy: Processes = { id: 1, isAlive: (id) => id === 77 };
  host(folder, realDisk, busy).writeGeneration("out", NEW);
  assert.ok(fs.existsSync(path.join(store, `build-${token}`)));
  host(folder, realDisk, nobody).writeGeneration("out", NEW);
  assert.not(fs.existsSync(path.join(store, `build-${token}`)));
  assert.not(fs.existsSync(path.join(store, `claim-77-${token}`)));
  assert.ok(fs.existsSync(path.join(store, "notes.txt")), "what we did not make stays");
});

/** "whole" for eight files of one text, as the builds below write them; otherwise what there is. */
function wholeness(files: Record<string, string>): string {
  const texts = Object.values(files);
  if (texts.length === 8 && new Set(texts).size === 1) return "whole";
  return Object.entries(files)
    .map(([file, text]) => `${file}: ${text.slice(0, 2)} x ${text.length}`)
    .join(", ");
}

test("builds at the same time never show a mixture", async () => {
  const folder = tempFolder();
  const out = path.join(folder, "out");
  const program = `
    import { nodeHost } from ${JSON.stringify(inProject("src/host/node.ts"))};
    const host = nodeHost({ root: ${JSON.stringify(folder)}, library: ${JSON.stringify(folder)} });
    for (let n = 0; n < 40; n++) {
      const text = process.argv[1] + n % 3;
      const files = new Map(Array.from({ length: 8 }, (_, file) => ["folder" + (file % 2) + "/" + file, text.repeat(500)]));
      const result = host.writeGeneration("out", files);
      if (result.kind !== "written") throw new Error(JSON.stringify(result));
    }`;
  let running = 3;
  const builds = ["a", "b", "c"].map(
    (name) =>
      new Promise<string>((resolve) => {
        const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program, name], {
          cwd: inProject(),
          stdio: ["ignore", "ignore", "pipe"],
        });
        let errors = "";
        child.stderr.on("data", (piece: Buffer) => (errors += piece.toString()));
        child.on("close", (code) => {
          running--;
          resolve(code === 0 ? "" : errors);
        });
      }),
  );
  let looks = 0;
  while (running > 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    try {
      const now = fs.realpathSync(out);
      const files = shown(now);
      // Whoever reads slower than two builds are made reads a folder that is going; this one was shown from first to last.
      if (fs.realpathSync(out) !== now) continue;
      assert.is(wholeness(files), "whole");
      looks++;
    } catch (thrown) {
      // There is no output yet, or the folder went away while it was read.
      if (errorCode(thrown) !== "ENOENT") throw thrown;
    }
  }
  assert.equal(await Promise.all(builds), ["", "", ""]);
  assert.ok(looks > 0, String(looks));
  assert.is(wholeness(shown(out)), "whole");
  const left = fs.readdirSync(path.join(folder, ".out.tenor")).filter((name) => name !== "previous");
  assert.not(
    left.some((name) => name.startsWith("claim-") || name.startsWith("link-")),
    left.join(" "),
  );
  host(folder).writeGeneration("out", OLD);
  assert.is(generations(folder).length, 2);
});

test.run();
