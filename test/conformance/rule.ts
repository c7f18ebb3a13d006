/**
 * One rule of the language: its id, the heading of the manual it belongs to, what it says, the diagnostic that answers who breaks it, and two
 * programs of the project, one that keeps to it and one that does not.
 */
export type Rule = {
  readonly id: string;
  readonly heading: string;
  readonly says: string;
  readonly code: string;
  readonly valid: string;
  readonly invalid: string;
};

/**
 * The rule `id`, broken by `test/bad/BAD.tenor`, whose name begins with the code of its diagnostic, and kept by `test/conformance/ID/valid.tenor`
 * or by the program `valid` of `test/`.
 */
export function rule(
  id: string,
  heading: string,
  says: string,
  bad: string,
  valid = `conformance/${id}/valid.tenor`,
): Rule {
  return {
    id,
    heading,
    says,
    code: bad.replace(/\..*$/, ""),
    valid: `test/${valid}`,
    invalid: `test/bad/${bad}.tenor`,
  };
}
