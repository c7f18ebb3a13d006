import { spawnSync } from "node:child_process";
import * as assert from "uvu/assert";
import { skip } from "../../../kit/files.ts";

/** The parts of a stored archive by path, read by the central directory: independent of what wrote it. */
export function partsOf(archive: Uint8Array): ReadonlyMap<string, string> {
  const bytes = Buffer.from(archive);
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const parts = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    assert.is(bytes.toString("latin1", at, at + 4), "PK\u0001\u0002");
    const [size, name, extra, comment] = [20, 28, 30, 32].map((field) =>
      field === 20 ? bytes.readUInt32LE(at + field) : bytes.readUInt16LE(at + field),
    ) as [number, number, number, number];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    parts.set(bytes.toString("utf8", at + 46, at + 46 + name), bytes.toString("utf8", start, start + size));
    at += 46 + name + extra + comment;
  }
  return parts;
}

const required = process.env["TENOR_REQUIRE_TOOLCHAINS"] === "1";

/** What pandoc reads out of a DOCX as plain text, with tracked changes accepted or rejected; undefined, with the skip said, where there is none. */
export function plainByPandoc(docx: Uint8Array, changes: "accept" | "reject" = "accept"): string | undefined {
  const args = ["-f", "docx", "-t", "plain", "--wrap=none", `--track-changes=${changes}`];
  const { status, stdout, error, stderr } = spawnSync("pandoc", args, {
    input: docx,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (error !== undefined && !required) {
    skip("no pandoc");
    return undefined;
  }
  assert.is(status, 0, `pandoc: ${error?.message ?? stderr}`);
  return stdout;
}
