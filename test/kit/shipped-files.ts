import * as fs from "node:fs";
import { filesBelow, inProject } from "./files.ts";

/** The shipped specs by their path below `specs`, as the library takes them. */
export function shippedFiles(): Record<string, string> {
  const specs = filesBelow("specs", (file) => /\.(?:tenor|csv)$/.test(file) && !file.startsWith("specs/std/"));
  return Object.fromEntries(
    specs.map((file) => [
      file.slice("specs/".length),
      fs.readFileSync(inProject(file), "utf8").replaceAll('"../std/', '"std/'),
    ]),
  );
}
