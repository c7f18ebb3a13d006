import type { Drawn, Piece, Tag } from "../piece.ts";

const DRAWN: ReadonlySet<Tag> = new Set<Drawn>(["svg", "g", "line", "path", "circle", "rect", "text", "title"]);
const SVG = "http://www.w3.org/2000/svg";

/** The nodes of pieces: every text is a text, and nothing of it becomes markup. */
export function drawn(pieces: readonly Piece[]): Node[] {
  return pieces.map((piece) => {
    if (typeof piece === "string") return document.createTextNode(piece);
    const { tag, is, clauses, with: attributes = {}, inside } = piece;
    const node = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
    if (is !== undefined) node.setAttribute("class", is);
    if (clauses !== undefined) node.setAttribute("data-clauses", clauses.join(" "));
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...drawn(inside));
    return node;
  });
}

/** The element with this id, which `index.html` has. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found as E;
}

type Given = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;

/** An element of the page itself; `on…` are what it does, everything else what it is. */
export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Given = {},
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") node.toggleAttribute(name, value);
    else node.setAttribute(name, value);
  }
  node.append(...inside);
  return node;
}
