/** An option given as often as there are files. */
export function listed(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
