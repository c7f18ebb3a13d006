import type { Rational } from "../../runtime/exact.ts";
import { divide, refuse } from "../../runtime/exact.ts";
import { readInstant } from "../../runtime/input.ts";
import { numberOf } from "../../value/rational.ts";

/** What a function of a calculator is given, as plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type JsonObject = { readonly [name: string]: Json };

/** An exact number of the model or of an input, decimal or fraction. */
export function exact(value: Json | undefined): Rational {
  return numberOf(value as string);
}

/** The object in a field of an input. */
export function fieldsOf(value: Json | undefined): JsonObject {
  return value as JsonObject;
}

/** The list in a field of an input. */
export function listOf(value: Json | undefined): readonly JsonObject[] {
  return value as readonly JsonObject[];
}

/** Nanoseconds since 1970 of an instant in UTC. */
export function instantOf(value: Json | undefined): bigint {
  return readInstant(value, "time");
}

/** A value that must be there; without it the interpreter refuses as a calculator does, with `code`. */
export function needed(value: Json | undefined, code: string, what: string): Json {
  return value === undefined ? refuse(code, `${what} is missing`) : value;
}

/** The determination of an input as the spec asks for it, or a refusal. */
export function determinationIn(value: Json | undefined, by: string, under: string, increment: string): Rational {
  if (value === undefined || value === null)
    return refuse("determination-needed", `${by} must determine under ${under}`);
  const { by: who, rule, value: price } = fieldsOf(value);
  if (who !== by || rule !== under) return refuse("wrong-determination", `not ${by} under ${under}`);
  return onGrid(price, increment);
}

/** A price that was published or decided, which lies on the grid it is published to. */
export function onGrid(value: Json | undefined, increment: string): Rational {
  const price = exact(value);
  return divide(price, exact(increment)).d === 1n ? price : refuse("off-tick", `not a multiple of ${increment}`);
}

/** The contract period of a month of an input. */
export function periodOf(month: JsonObject): string {
  return month["period"] as string;
}
