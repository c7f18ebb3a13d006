/** Every plain value of a JSON document with its pointer, `clause` properties left out. */
export function leaves(value: unknown, at = ""): { readonly at: string; readonly value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ at, value }];
  return Object.entries(value).flatMap(([key, item]) => (key === "clause" ? [] : leaves(item, `${at}/${key}`)));
}
