import { runtimeText } from "../runtime-text.ts";

/** A module for Node that accepts the calculator in the module beside it: `opened` is what has its functions, given that module as `calculator`. */
export function runnerOf(file: string, opened: string): { readonly path: string; readonly content: string } {
  const name = file.split("/").at(-1) as string;
  const own = name.replace(/\.js$/, ".accept.mjs");
  const content = [
    `// Accepts ${name} on this machine: \`node ${own} vectors.json\` prints how many vectors agree, or the first that does not,`,
    "// and then ends with 1.",
    'import { readFileSync } from "node:fs";',
    `import * as calculator from "./${name}";`,
    "",
    runtimeText(["accepted"]),
    'const vectors = JSON.parse(readFileSync(process.argv[2] ?? "vectors.json", "utf8"));',
    `const said = accepted(${opened}, vectors);`,
    "console.log(said);",
    "if (!/^[0-9]+ vectors agree/.test(said)) process.exitCode = 1;",
    "",
  ].join("\n");
  return { path: file.replace(/[^/]+$/, own), content };
}
