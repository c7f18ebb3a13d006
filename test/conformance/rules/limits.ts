import { rule } from "../rule.ts";

/** The rules of position limits. */
export const limitsRules = [
  rule("limits.gap", "Limits by date", "On every day of the spot period a level holds.", "limits-gap"),
  rule(
    "limits.basis.others",
    "Limits by date",
    "No level of other months is above the figure it rests on.",
    "limit-above-basis.other-months",
  ),
  rule(
    "limits.circle",
    "`limits` (block)",
    "No position counts towards itself.",
    "aggregate-circular",
    "conformance/limits.aggregate/valid.tenor",
  ),
  rule(
    "limits.aggregate.once",
    "`limits` (block)",
    "A product is counted at one ratio.",
    "field-twice.aggregate",
    "conformance/limits.aggregate/valid.tenor",
  ),
  rule(
    "limits.aggregate.zero",
    "`limits` (block)",
    "A ratio is above zero.",
    "not-above-zero.aggregate",
    "conformance/limits.aggregate/valid.tenor",
  ),
  rule("limits.level.zero", "`limits` (block)", "A level is above zero.", "not-above-zero.limit"),
  rule("limits.share", "`limits` (block)", "A share of ownership is at most the whole.", "share-of-ownership"),
  rule(
    "limits.aggregation.except",
    "`limits` (block)",
    "Who is not added is one of the kinds there are.",
    "word-unknown.aggregation",
  ),
  rule("limits.counting", "`limits` (block)", "Positions count net or each side by itself.", "word-unknown.counting"),
  rule(
    "limits.diminishing",
    "`limits` (block)",
    "Positions that diminish say where lots go that do not divide.",
    "value-of-another-kind.diminishing",
  ),
  rule(
    "limits.reported-in",
    "`limits` (block)",
    "A scale of reports says how it is rounded.",
    "value-of-another-kind.reported-in",
  ),
  rule(
    "limits.exemption",
    "`exemption` (block)",
    "The terms of an exemption are those of a kind that is listed.",
    "word-unknown.exemption",
  ),
  rule(
    "limits.exemption.scopes",
    "`exemption` (block)",
    "An exemption lifts limits that there are.",
    "word-unknown.exemption-scope",
  ),
  rule(
    "limits.exemption.lasts",
    "`exemption` (block)",
    "An exemption lasts at most ten years.",
    "number-out-of-range.exemption",
  ),
  rule(
    "limits.exemption.lasts.zero",
    "`exemption` (block)",
    "An exemption lasts longer than no time.",
    "not-above-zero.exemption",
  ),
  rule(
    "limits.exemption.until",
    "`exemption` (block)",
    "The last day of exemptions is a day.",
    "value-of-another-kind.exemption-until",
  ),
  rule(
    "limits.exemption.ended",
    "`exemption` (block)",
    "No exemption ends before the contract is listed.",
    "exemption-ended",
  ),
];
