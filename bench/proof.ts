/**
 * The proof of every shipped spec together, in one process that has just begun: `npm run bench -- proof`. What stands before it, from the files to models, is timed
 * beside it, because months are worked out when a proof first asks for them.
 */
import { analyse } from "../src/analysis.ts";
import { contextsOf } from "../src/model/from-ast.ts";
import { rootsOf } from "../src/cli/roots.ts";
import { nodeHost } from "../src/host/node.ts";
import { modelsInForce } from "../src/model/amend.ts";
import { prove } from "../src/prove/prove.ts";
import { hostReader } from "../src/resolve/host-reader.ts";
import { load } from "../src/resolve/load.ts";
import { VERSION } from "../src/version.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

const host = nodeHost({ root: PROJECT, library: `${PROJECT}/specs/std`, cwd: PROJECT });
const roots = rootsOf(host, ["specs"]).paths;

function timed<T>(run: () => T): { readonly result: T; readonly milliseconds: number } {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { result, milliseconds: (user + system) / 1000 };
}

for (let round = 0; round < 5; round++) {
  const lowered = timed(() =>
    modelsInForce(contextsOf(load(roots, hostReader(host)), []), [], VERSION, undefined, undefined),
  );
  const { models, later, place } = lowered.result;
  const all = [...models, ...later];
  const proofs = timed(() => all.reduce((found, model) => found + prove(model, place).length, 0));
  const name = round === 0 ? "first" : `round ${round + 1}`;
  console.log(
    `${name.padEnd(9)}${all.length} models read and lowered in ${lowered.milliseconds.toFixed(0)} ms, proved in ${proofs.milliseconds.toFixed(0)} ms`,
  );
}
const whole = timed(() => analyse(roots, hostReader(host)));
console.log(`from the files to proved models, as \`tenor check specs\` does: ${whole.milliseconds.toFixed(0)} ms`);
