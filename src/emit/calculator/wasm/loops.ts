import type { Instruction } from "./encoder.ts";
import { block, branch, branchIf, get, i32, lane, loop, op, set, vector } from "./encoder.ts";

/** Returns 0 or 1. */
export const done = (value: 0 | 1): Instruction[] => [i32(value), op("return")];

/** `local += by`. */
export const step = (local: number, by: number): Instruction[] => [get(local), i32(by), op("i32.add"), set(local)];

/** `body` again and again while `local < bound`. */
export const whileBelow = (local: number, bound: readonly Instruction[], body: readonly Instruction[]): Instruction =>
  block(loop(get(local), ...bound, op("i32.ge_u"), branchIf(1), ...body, branch(0)));

/** The bits of all four lanes of a vector together. */
export const gathered = (local: number): Instruction[] => [
  ...[0, 1, 2, 3].flatMap((at) => [get(local), lane("i32x4.extract_lane", at)]),
  op("i32.or"),
  op("i32.or"),
  op("i32.or"),
];

/** Four zeros. */
export const zero: readonly Instruction[] = [i32(0), vector("i32x4.splat")];
