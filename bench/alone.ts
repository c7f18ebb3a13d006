/**
 * One contender in a process of its own: reads the file of texts it is given, takes as many rounds as it is told, and prints the processor time of
 * each in milliseconds as JSON, the first one cold.
 */
import * as fs from "node:fs";
import { CONTENDERS, type Given } from "./contenders.ts";
import { timed } from "./time.ts";

const [name = "", file = "", rounds = "1"] = process.argv.slice(2);
const contender = CONTENDERS[name];
if (contender === undefined) throw new Error(`nobody is called ${name}`);
const run = contender.ready(JSON.parse(fs.readFileSync(file, "utf8")) as Given);
const collect = (globalThis as { gc?: () => void }).gc;
const times = Array.from({ length: Number(rounds) }, () => {
  collect?.();
  return timed(run).milliseconds * contender.times;
});
process.stdout.write(JSON.stringify(times));
