import { el, type Element } from "../piece.ts";

/** A place of a curve, both figures exact. */
export type Point = { readonly across: string; readonly up: string };
export type Curve = { readonly name: string; readonly points: readonly Point[] };

const WIDTH = 640;
const HEIGHT = 320;
const LEFT = 78;
const RIGHT = 16;
const TOP = 30;
const BELOW = 46;

/** Curves in one drawing, both axes named; figures become drawn lengths here and nowhere else. */
export function chart(given: {
  readonly title: string;
  readonly curves: readonly Curve[];
  readonly across: string;
  readonly up: string;
}): Element {
  const { title, curves, across, up } = given;
  const xs = curves.flatMap((one) => one.points.map((point) => Number(point.across)));
  const ys = [0, ...curves.flatMap((one) => one.points.map((point) => Number(point.up)))];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const ups = ticksOf(Math.min(...ys), Math.max(...ys));
  const [low, high] = [ups[0] as number, ups.at(-1) as number];
  const x = (value: number) => LEFT + ((value - left) / (right - left || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BELOW - ((value - low) / (high - low || 1)) * (HEIGHT - TOP - BELOW);
  const acrosses = ticksOf(left, right).filter((one) => one >= left && one <= right);
  return el(
    "svg",
    {
      is: "chart",
      with: { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${title}. The figures follow below.` },
    },
    el("title", {}, title),
    ups.map((value) =>
      el(
        "g",
        {},
        line(LEFT, y(value), WIDTH - RIGHT, y(value), value === 0 ? "zero" : "grid"),
        words(LEFT - 8, y(value) + 4, shown(value), "end"),
      ),
    ),
    acrosses.map((value) =>
      el(
        "g",
        {},
        line(x(value), TOP, x(value), HEIGHT - BELOW, "grid"),
        words(x(value), HEIGHT - BELOW + 18, shown(value), "middle"),
      ),
    ),
    words(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 8, across, "middle", "axis"),
    words(8, TOP - 16, up, "start", "axis"),
    curves.map(({ name, points }, at) =>
      el(
        "g",
        {},
        el("path", {
          is: `curve curve-${at + 1}`,
          with: {
            d: points
              .map((one, n) => `${n === 0 ? "M" : "L"}${pair(x(Number(one.across)), y(Number(one.up)))}`)
              .join(""),
          },
        }),
        curves.length > 1 ? named(name, points, at, x, y) : [],
      ),
    ),
  );
}

/** The name of a curve at its higher end. */
function named(name: string, points: readonly Point[], at: number, x: Scale, y: Scale): Element {
  const best = points.reduce((top, one) => (Number(one.up) > Number(top.up) ? one : top));
  const first = best === points[0];
  const [across, up] = [x(Number(best.across)), y(Number(best.up))];
  return words(first ? across + 12 : across - 12, up + 4, name, first ? "start" : "end", `name curve-${at + 1}`);
}

type Scale = (value: number) => number;

const round = (value: number): string => String(Math.round(value * 10) / 10);
const pair = (x: number, y: number): string => `${round(x)} ${round(y)}`;

function line(x1: number, y1: number, x2: number, y2: number, is: string): Element {
  return el("line", { is, with: { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2) } });
}

function words(x: number, y: number, text: string, anchor: string, is = "label"): Element {
  return el("text", { is, with: { x: round(x), y: round(y), "text-anchor": anchor } }, text);
}

/** Round figures from below the least to above the most, about six of them. */
function ticksOf(least: number, most: number): number[] {
  const span = most - least || 1;
  const power = 10 ** Math.floor(Math.log10(span / 6));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => span / one <= 6) ?? power * 10;
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}

/** A round figure with its thousands apart. */
function shown(value: number): string {
  const [whole = "", part] = String(Math.round(value * 1e6) / 1e6).split(".");
  return `${whole.replace(/\B(?=(?:\d{3})+$)/g, ",")}${part === undefined ? "" : `.${part}`}`.replace("-", "\u2212");
}
