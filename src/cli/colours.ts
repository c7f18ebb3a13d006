type Paint = (text: string) => string;

/** What a terminal shows between two codes of ECMA-48 (8.3.117, select graphic rendition). */
function between(on: number, off: number): Paint {
  return (text) => `\x1b[${on}m${text}\x1b[${off}m`;
}

/** The colours and weights that a text takes on a terminal. */
export const colours = {
  bold: between(1, 22),
  dim: between(2, 22),
  red: between(31, 39),
  green: between(32, 39),
  yellow: between(33, 39),
  blue: between(34, 39),
  cyan: between(36, 39),
} as const;
