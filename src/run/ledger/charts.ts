import { escapeHtml } from "../../emit/escape-html.ts";

/** A point of a chart: what it is of, and its value as an exact decimal. Values are rounded only to be drawn. */
export type Point = { readonly name: string; readonly value: string };

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 64;
const BOTTOM = 34;
const TOP = 12;

type Scale = { readonly y: (value: number) => number; readonly marks: readonly number[]; readonly decimals: number };

/** A scale with about four marks on round numbers, around all values. */
function scaleOf(values: readonly number[], withZero: boolean): Scale {
  const all = withZero ? [0, ...values] : values;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = high - low || Math.abs(high) || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10);
  const [from, to] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const end = to === from ? from + step : to;
  const marks = Array.from({ length: Math.round((end - from) / step) + 1 }, (_, at) => from + at * step);
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - from) / (end - from));
  return { y, marks, decimals: Math.max(0, -Math.floor(Math.log10(step))) };
}

const at = (value: number): string => value.toFixed(1);

function frame(scale: Scale, names: readonly string[], x: (place: number) => number): string[] {
  // As many names as there is room for, the first and the last among them.
  const every = Math.max(1, Math.ceil(names.length / 9));
  return [
    ...scale.marks.map(
      (mark) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${at(scale.y(mark))}" y2="${at(scale.y(mark))}"/><text class="mark" x="${LEFT - 8}" y="${at(scale.y(mark) + 4)}" text-anchor="end">${mark.toFixed(scale.decimals)}</text>`,
    ),
    ...names.flatMap((name, place) =>
      place % every === 0
        ? [`<text class="mark" x="${at(x(place))}" y="${HEIGHT - 12}" text-anchor="middle">${escapeHtml(name)}</text>`]
        : [],
    ),
  ];
}

function drawn(title: string, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}"><title>${escapeHtml(title)}</title>${parts.join("")}</svg>`;
}

/** A line through the points, and where they are given, a fainter one through those of the day before. */
export function lineChart(title: string, points: readonly Point[], before: readonly Point[]): string {
  const values = [...points, ...before].map(({ value }) => Number(value));
  const scale = scaleOf(values, false);
  const names = points.map(({ name }) => name);
  const room = (WIDTH - LEFT - 24) / Math.max(1, names.length);
  const x = (place: number): number => LEFT + room * (place + 0.5);
  const path = (of: readonly Point[]): string =>
    of.map(({ name, value }) => `${at(x(names.indexOf(name)))},${at(scale.y(Number(value)))}`).join(" ");
  const old = before.filter(({ name }) => names.includes(name));
  return drawn(title, [
    ...frame(scale, names, x),
    ...(old.length === 0 ? [] : [`<polyline class="before" points="${path(old)}"/>`]),
    `<polyline class="line" points="${path(points)}"/>`,
    ...points.map(
      ({ name, value }, place) =>
        `<circle class="dot" cx="${at(x(place))}" cy="${at(scale.y(Number(value)))}" r="3"><title>${escapeHtml(`${name}: ${value}`)}</title></circle>`,
    ),
  ]);
}

/** A bar for each point from zero on, up or down. */
export function barChart(title: string, points: readonly Point[]): string {
  const scale = scaleOf(
    points.map(({ value }) => Number(value)),
    true,
  );
  const names = points.map(({ name }) => name);
  const room = (WIDTH - LEFT - 24) / Math.max(1, names.length);
  const x = (place: number): number => LEFT + room * (place + 0.5);
  return drawn(title, [
    ...frame(scale, names, x),
    ...points.map(({ name, value }, place) => {
      const [top, foot] = [scale.y(Math.max(0, Number(value))), scale.y(Math.min(0, Number(value)))];
      const side = value.startsWith("-") ? "down" : "up";
      return `<rect class="bar ${side}" x="${at(x(place) - room * 0.35)}" width="${at(room * 0.7)}" y="${at(top)}" height="${at(foot - top)}"><title>${escapeHtml(`${name}: ${value}`)}</title></rect>`;
    }),
    `<line class="zero" x1="${LEFT}" x2="${WIDTH}" y1="${at(scale.y(0))}" y2="${at(scale.y(0))}"/>`,
  ]);
}
