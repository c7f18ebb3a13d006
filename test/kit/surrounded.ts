import * as fs from "node:fs";
import { inProject } from "./files.ts";

const LIBRARY = [
  "std/calendars/us.tenor",
  "std/calendars/common.tenor",
  "std/calendars/england.tenor",
  "std/calendars/us-banks.tenor",
];
const OWN = ["with/parts.tenor", "with/product.tenor"];

/** What the fragments of the manual name besides; all firms are fictional. */
const MORE = `
calendar UK_BANK "Banks" from ENGLAND { weekend: Sat, Sun }
source ARENA "A ranking" { date: 2026-10-01 }
source WIDTH-STUDY "Widths" { date: 2026-10-01 }
grade STD_TOKEN "Standard token" { unit: token }
organisation NORTHWIND "Northwind" { country: US }
organisation SOLSTICE "Solstice" { country: US }
organisation HERON "Heron" { country: US }
index H100_RENTAL "H100 Rental Index" in Europe/London on WEEKDAYS from RENTAL { quorum: 3 sources, 20 trades }
index H200_RENTAL "H200 Rental Index" in Europe/London on WEEKDAYS from RENTAL { price: USD / GPU_hour of H200_SXM }
index FULL "Trades and offers" in Europe/London on WEEKDAYS from RENTAL {
  inputs { trades from [ALPHA, BETA, GAMMA]; offers from [ALPHA, BETA, GAMMA] }
  fallback { offers in place of trades when quorum fails; determination by XDEX under "Rule 901" }
}
profile HOUSE_TERMS { orders { max: 500 contracts } }
future GPH "H100 hours" from GOOD { underlying: H100_RENTAL }
future MGPH "Micro hours" from GOOD { size: 100 GPU_hour of H100_SXM; limits { reportable: 25 contracts }; orders { max: 50 contracts } }
future TGPH "Ten hours" from GOOD { size: 10_000 GPU_hour of H100_SXM; limits { reportable: 25 contracts }; orders { max: 50 contracts } }
`;

const DECLARED =
  /^(?:calendar|venue|clearing-house|organisation|source|grade|index|future|profile|unit) ([A-Za-z_][\w-]*)/gm;

function declaredIn(text: string): readonly string[] {
  return [...text.matchAll(DECLARED)].map((one) => one[1] as string);
}

/** A text without its declarations of `names`, a block or a line each. */
function without(text: string, names: ReadonlySet<string>): string {
  return text
    .split(/^(?=(?:\/\/\/ .*\n)*[a-z-]+ [A-Za-z_][\w-]*\b)/m)
    .filter((part) => !declaredIn(part).some((name) => names.has(name)))
    .join("");
}

/**
 * The files in which a fragment of the manual is compiled: the fragment as `example.tenor`, and beside it the parties, sources, calendars and the
 * sound future of the bad specs, but for what it declares itself. A future or index that derives from nothing derives from the sound one, so
 * that a fragment need not say what it is not about.
 */
export function surrounded(fragment: string): Readonly<Record<string, string>> {
  const own = new Set(declaredIn(fragment));
  // A fragment that declares what the surroundings are made of stands alone, with the library.
  const alone = ["XDEX", "XDCC", "GPUX", "SUPPLY", "US_EXCHANGE", "US_EQUITY", "ENGLAND"].some((name) => own.has(name));
  const library = LIBRARY.filter((path) => {
    const names = declaredIn(fs.readFileSync(inProject(`specs/${path}`), "utf8"));
    // The banks of the United States are made from its exchanges.
    const american = path.endsWith("us-banks.tenor") && own.has("US_EXCHANGE");
    return !american && !names.some((name) => own.has(name));
  });
  const text = fragment
    .replace(/^import .*\n/gm, "")
    .replace(
      /^future ([A-Z]\w*)( "[^"\n]*")? \{/gm,
      (_, name: string, title = "") => `future ${name}${title} from GOOD {`,
    )
    .replace(/^index ([A-Z]\w*) \{/gm, (_, name: string) => `index ${name} in Europe/London on WEEKDAYS from FULL {`)
    .replace(/^grade ([A-Z]\w*)( "[^"\n]*")? \{/gm, (all) =>
      /^ *unit:/m.test(fragment) ? all : `${all} unit: token;`,
    );
  const imports = (paths: readonly string[]) => paths.map((path) => `import "${path}"\n`).join("");
  if (alone) return { "example.tenor": `${imports(library)}\n${text}` };
  const beside = Object.fromEntries(
    OWN.map((path) => [
      path,
      without(fs.readFileSync(inProject(`test/bad/${path}`), "utf8"), own)
        .replace(/^import "std\/.*\n/gm, (line) => (library.some((one) => line.includes(one)) ? line : ""))
        // A product of a size of its own would restate what scales with it.
        .replace(/^ {2}(?:limits \{[^}]*\}|orders .*)\n/gm, (block) => (/^ +size:/m.test(fragment) ? "" : block))
        .replace('    "Rule 559"', '    "Rule 513": "Screening"\n    "Rule 588": "No cancellation"\n    "Rule 559"'),
    ]),
  );
  const more = `${imports([...library, ...OWN])}${without(MORE, own)}`;
  return { ...beside, "more.tenor": more, "example.tenor": `${imports([...library, ...OWN, "more.tenor"])}\n${text}` };
}
