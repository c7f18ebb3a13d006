import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../../src/index.ts";
import { filesBelow, inProject } from "../../kit/files.ts";

const shared = Object.fromEntries(
  filesBelow("test/bad/with", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
    file.slice("test/bad/".length),
    fs.readFileSync(inProject(file), "utf8"),
  ]),
);
const text = fs.readFileSync(inProject("test/bad/value-of-another-kind.funding-interval.tenor"), "utf8");

/** Whether the interval itself is refused. */
function refused(interval: string): boolean {
  const { diagnostics } = check({ ...shared, "p.tenor": text.replace("every 7 hours", `every ${interval}`) });
  return diagnostics.some(({ code, message }) => code === "value-of-another-kind" && message.startsWith("`funding`"));
}

test("an interval of funding is whole minutes that are a whole part of a day: its times have no seconds", () => {
  for (const one of ["1 hour", "8 hours", "1 day", "1 minute", "90 minutes", "0.5 hours"])
    assert.not.ok(refused(one), one);
  for (const one of ["7 hours", "30 seconds", "90 seconds", "0.00004 hours", "0.1 minutes", "7 minutes"])
    assert.ok(refused(one), one);
});

test.run();
