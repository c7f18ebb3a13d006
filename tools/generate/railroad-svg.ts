/**
 * Railroad diagrams as SVG, in whole pixels: a track from left to right, choices below one another, what may be left out with a track above it,
 * what repeats with a track back below it. Nothing is measured, so that every machine draws the same bytes.
 */

/** A piece of track: its width, how far it reaches above and below its line, and its drawing from a point on. */
export type Track = {
  readonly width: number;
  readonly up: number;
  readonly down: number;
  readonly draw: (x: number, y: number) => string;
};

const CHARACTER = 8;
const HALF = 12;
const ARC = 10;
const GAP = 10;

const path = (d: string): string => `<path d="${d}"/>`;

/** What stands in text or in an attribute of HTML and SVG. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A box: `word` as it is written, `kind` for a class of words such as a name, `rule` for another diagram, which it links to. */
export function box(text: string, kind: "word" | "kind" | "rule"): Track {
  const width = [...text].length * CHARACTER + 20;
  return {
    width,
    up: HALF,
    down: HALF,
    draw: (x, y) => {
      const round = kind === "rule" ? "" : ` rx="${HALF}"`;
      const shape = `<rect class="${kind}" x="${x}" y="${y - HALF}" width="${width}" height="${2 * HALF}"${round}/>`;
      const label = `<text class="${kind}" x="${x + width / 2}" y="${y + 4}">${escaped(text)}</text>`;
      return kind === "rule" ? `<a href="#${text}">${shape}${label}</a>` : shape + label;
    },
  };
}

/** One behind the other. */
export function sequence(tracks: readonly Track[]): Track {
  if (tracks.length === 1) return tracks[0] as Track;
  return {
    width: tracks.reduce((sum, one) => sum + one.width, 0) + GAP * Math.max(tracks.length - 1, 0),
    up: Math.max(0, ...tracks.map((one) => one.up)),
    down: Math.max(0, ...tracks.map((one) => one.down)),
    draw: (x, y) => {
      let at = x;
      return tracks
        .map((one, place) => {
          const line = place === 0 ? "" : path(`M${at} ${y}h${GAP}`);
          if (place > 0) at += GAP;
          const drawn = line + one.draw(at, y);
          at += one.width;
          return drawn;
        })
        .join("");
    },
  };
}

/** One of several, below one another, the first on the line itself. */
export function choice(tracks: readonly Track[]): Track {
  if (tracks.length === 1) return tracks[0] as Track;
  const inner = Math.max(...tracks.map((one) => one.width));
  const drops: number[] = [0];
  for (let place = 1; place < tracks.length; place++) {
    const before = tracks[place - 1] as Track;
    drops.push((drops[place - 1] as number) + before.down + GAP + (tracks[place] as Track).up);
  }
  const width = inner + 4 * ARC;
  return {
    width,
    up: (tracks[0] as Track).up,
    down: (drops[drops.length - 1] as number) + (tracks[tracks.length - 1] as Track).down,
    draw: (x, y) =>
      tracks
        .map((one, place) => {
          const drop = drops[place] as number;
          const end = x + width;
          const rest = end - 2 * ARC - (x + 2 * ARC + one.width);
          if (drop === 0)
            return (
              path(`M${x} ${y}h${2 * ARC}`) +
              one.draw(x + 2 * ARC, y) +
              path(`M${x + 2 * ARC + one.width} ${y}h${rest + 2 * ARC}`)
            );
          const fall = `q${ARC} 0 ${ARC} ${ARC}v${drop - 2 * ARC}q0 ${ARC} ${ARC} ${ARC}`;
          const rise = `h${rest}q${ARC} 0 ${ARC} -${ARC}v-${drop - 2 * ARC}q0 -${ARC} ${ARC} -${ARC}`;
          return (
            path(`M${x} ${y}${fall}`) +
            one.draw(x + 2 * ARC, y + drop) +
            path(`M${x + 2 * ARC + one.width} ${y + drop}${rise}`)
          );
        })
        .join(""),
  };
}

/** What may be left out: the track above passes it by. */
export function optional(track: Track): Track {
  const lift = Math.max(track.up + GAP, 2 * ARC);
  const width = track.width + 4 * ARC;
  return {
    width,
    up: lift,
    down: track.down,
    draw: (x, y) =>
      path(
        `M${x} ${y}q${ARC} 0 ${ARC} -${ARC}v-${lift - 2 * ARC}q0 -${ARC} ${ARC} -${ARC}h${track.width}` +
          `q${ARC} 0 ${ARC} ${ARC}v${lift - 2 * ARC}q0 ${ARC} ${ARC} ${ARC}`,
      ) +
      path(`M${x} ${y}h${2 * ARC}`) +
      track.draw(x + 2 * ARC, y) +
      path(`M${x + 2 * ARC + track.width} ${y}h${2 * ARC}`),
  };
}

/** Once or more often: the track below leads back, past what stands between two of them. */
export function repeated(track: Track, between?: Track): Track {
  const inner = Math.max(track.width, between?.width ?? 0);
  const fall = Math.max(track.down + GAP + (between?.up ?? 0), 2 * ARC);
  const width = inner + 4 * ARC;
  return {
    width,
    up: track.up,
    down: fall + (between?.down ?? 0),
    draw: (x, y) => {
      const left = x + 2 * ARC;
      const right = left + inner;
      const back = y + fall;
      const turn = `q${ARC} 0 ${ARC} ${ARC}v${fall - 2 * ARC}q0 ${ARC} -${ARC} ${ARC}`;
      const rise = `q-${ARC} 0 -${ARC} -${ARC}v-${fall - 2 * ARC}q0 -${ARC} ${ARC} -${ARC}`;
      const carried = between === undefined ? 0 : between.width;
      return (
        path(`M${x} ${y}h${2 * ARC}`) +
        track.draw(left, y) +
        path(`M${left + track.width} ${y}h${inner - track.width + 2 * ARC}`) +
        path(`M${right} ${y}${turn}h-${inner - carried}`) +
        (between?.draw(left, back) ?? "") +
        path(`M${left} ${back}${rise}`)
      );
    },
  };
}

/** A whole diagram with its ends, `label` for those who have it read to them. */
export function diagram(track: Track, label: string): string {
  const [x, y] = [30, track.up + 10];
  const width = track.width + 60;
  const height = track.up + track.down + 20;
  const ends = path(`M10 ${y - 8}v16M10 ${y}h20`) + path(`M${x + track.width} ${y}h20v-8v16`);
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${ends}${track.draw(x, y)}</svg>`;
}
