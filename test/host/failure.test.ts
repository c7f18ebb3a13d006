import { test } from "uvu";
import * as assert from "uvu/assert";
import { renderText } from "../../src/diagnostic/render-text.ts";
import { failureDiagnostic, placeOf } from "../../src/host/failure.ts";
import type { HostFailure } from "../../src/host/host.ts";
import { makeSource, span } from "../../src/text/source.ts";
import { golden } from "../kit/files.ts";

const spec = makeSource("specs/h100.tenor", 'import "../venue.tnor"\n');
const target = span(spec, 7, 22);

const FAILURES: readonly HostFailure[] = [
  { kind: "missing", path: "venue.tnor" },
  { kind: "folder", path: "indices" },
  { kind: "unreadable", path: "venue.tenor", reason: "you have no permission to" },
  { kind: "not-text", path: "venue.tenor", offset: 16, reason: "the byte E9 does not belong there" },
  { kind: "too-large", path: "venue.tenor", size: 10_000_000, limit: 8_388_608 },
  { kind: "outside", path: "venue.tenor" },
  { kind: "import-absolute", target: "C:/venue.tenor" },
  { kind: "import-outside", target: "../../venue.tenor", importer: "specs/h100.tenor" },
  { kind: "import-bad-path", target: "..\\venue.tenor", reason: "is written with `\\`; folders are parted by `/`" },
  { kind: "not-replaced", path: "venue.tenor", reason: "the disk is full" },
  { kind: "not-ours", out: "out", found: "a folder with files in it" },
  { kind: "not-writable", out: "out", reason: "the disk is mounted for reading only" },
  { kind: "write-failed", out: "out", file: "GPH/engine.json", reason: "the disk is full" },
  { kind: "names-collide", out: "out", first: "GPH", second: "Gph/engine.json" },
];

test("every failure of the host has its sentence, its help and its place", () => {
  const known = ["venue.tenor", "specs/h100.tenor"];
  const texts = FAILURES.map((failure) => {
    const at = "out" in failure ? placeOf(failure.out) : target;
    return renderText([failureDiagnostic(failure, at, known)]).replace(/\n1 error\n$/, "");
  });
  golden("host/failures.txt", texts.join("\n"));
});

test("a missing file is met with the file that may have been meant, or with the general advice", () => {
  const missing = FAILURES[0] as HostFailure;
  assert.is(failureDiagnostic(missing, target, ["venue.tenor"]).help, "did you mean `venue.tenor`?");
  assert.match(failureDiagnostic(missing, target).help ?? "", "check the spelling");
});

test.run();
