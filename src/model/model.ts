/**
 * The contract model: all that emitters and the run know of one contract or index. Plain JSON; prices and quantities are exact
 * decimal or fraction strings with their unit, date rules stand beside the days they resolve to, and every term names the
 * clause of the spec it came from. The shape is `schema/model.schema.json`; its types are generated from there.
 */
export type * from "./generated/model.ts";
