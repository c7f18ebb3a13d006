/** A date of the information dictionary of a PDF (ISO 32000-1, 7.9.4 and 14.3.3), up to its offset from UTC. */
const DATE = /\/(CreationDate|ModDate) \(D:\d{14}/g;

/** A PDF without the time at which it was printed: both dates are the first second of 2000, as long as before, so that no offset of its table of objects moves. */
export function steadyPdf(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  return Buffer.from(
    text.replace(DATE, (_, name: string) => `/${name} (D:20000101000000`),
    "latin1",
  );
}
