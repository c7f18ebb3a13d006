/** The plain decimal that a written number means: `5_000` is 5000 and `07.50` is 7.50. */
export function digitsOf(written: string): string {
  return written.replaceAll("_", "").replace(/^0+(?=\d)/, "");
}
