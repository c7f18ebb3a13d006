import type { Random } from "../format/scramble.ts";
import type { Piece } from "./corpus.ts";
import { type Mutation, pick, replace, type Scene } from "./mutation.ts";

const some = (scene: Scene, wanted: (piece: Piece) => boolean): Piece | undefined =>
  pick(scene.random, scene.entry.pieces.filter(wanted));

const isNumber = (piece: Piece) =>
  ["NumberLiteral", "Clock", "DateLiteral", "MonthLiteral", "Ordinal"].includes(piece.kind);
const isWord = (piece: Piece) => /^[A-Za-z_][\w-]*$/.test(piece.image);
const isKey = (piece: Piece) => piece.kind === "Key";

const swap: Mutation = ({ entry, random }) => {
  const at = random(Math.max(1, entry.pieces.length - 1));
  const [one, other] = [entry.pieces[at], entry.pieces[at + 1]];
  if (one === undefined || other === undefined) return undefined;
  return replace(one.start, other.end, other.image + entry.text.slice(one.end, other.start) + one.image);
};

const drop: Mutation = (scene) => {
  const one = some(scene, () => true);
  return one && replace(one.start, one.end, "");
};

const duplicate: Mutation = (scene) => {
  const one = some(scene, () => true);
  return one && replace(one.end, one.end, ` ${one.image}`);
};

const exchange: Mutation = (scene) => {
  const one = some(scene, () => true);
  const other = some(scene, () => true);
  return one && other && one.image !== other.image ? replace(one.start, one.end, other.image) : undefined;
};

/** Another token of the same kind, so that the shape stays and the meaning does not. */
const exchangeAlike: Mutation = (scene) => {
  const one = some(scene, (piece) => piece.kind !== "LBrace" && piece.kind !== "RBrace");
  const other = one && some(scene, (piece) => piece.kind === one.kind && piece.image !== one.image);
  return one && other && replace(one.start, one.end, other.image);
};

const number: Mutation = (scene) => {
  const one = some(scene, isNumber);
  return one && replace(one.start, one.end, otherNumber(one.image, scene.random));
};

/** One digit more, less or another, its sign, its point, nothing, or far too much of it. */
function otherNumber(image: string, random: Random): string {
  const at = random(image.length);
  const digit = String(random(10));
  switch (random(9)) {
    case 0:
      return image + digit;
    case 1:
      return `-${image}`;
    case 2:
      return "0";
    case 3:
      return `${image}.5`;
    case 4:
      return "9".repeat(1 + random(40));
    case 5:
      return `0.${"0".repeat(random(20))}${digit}`;
    case 6:
      return image.replace(/\d/g, () => String(random(10)));
    default:
      return image.slice(0, at) + digit + image.slice(at + 1);
  }
}

/** A name, unit or grade becomes another that is declared somewhere: mostly in the same file. */
const name: Mutation = (scene) => {
  const { corpus, entry, random } = scene;
  const words = entry.pieces.filter((piece) => isWord(piece) && corpus.names.includes(piece.image));
  const one = pick(random, words);
  if (one === undefined) return undefined;
  const others = (random(3) === 0 ? corpus.names : words.map((piece) => piece.image)).filter(
    (other) => other !== one.image,
  );
  const other = pick(random, others);
  return other === undefined ? undefined : replace(one.start, one.end, other);
};

const misspell: Mutation = (scene) => {
  const one = some(scene, (piece) => (isWord(piece) || isKey(piece)) && piece.image.length > 2);
  if (one === undefined) return undefined;
  const length = one.image.replace(/[ \t]*:$/, "").length;
  const at = scene.random(length - 1);
  const { image } = one;
  const letter = String.fromCharCode(97 + scene.random(26));
  const wrong = [
    image.slice(0, at) + image.slice(at + 1),
    image.slice(0, at) + letter + image.slice(at + 1),
    image.slice(0, at) + letter + image.slice(at),
    image.slice(0, at) + (image[at + 1] as string) + (image[at] as string) + image.slice(at + 2),
    image.slice(0, at) + (image[at] as string) + image.slice(at),
    image.slice(0, length).toUpperCase() + image.slice(length),
    image.replaceAll("-", "_"),
    image.slice(0, length) + "s" + image.slice(length),
  ][scene.random(8)] as string;
  return wrong === image ? undefined : replace(one.start, one.end, wrong);
};

/** A key becomes another key of the same file. */
const key: Mutation = (scene) => {
  const one = some(scene, isKey);
  const other = one && some(scene, (piece) => isKey(piece) && piece.image !== one.image);
  return one && other && replace(one.start, one.end, other.image);
};

export const tokenMutations = {
  "token-swap": swap,
  "token-drop": drop,
  "token-duplicate": duplicate,
  "token-exchange": exchange,
  "token-exchange-alike": exchangeAlike,
  "token-number": number,
  "token-name": name,
  "token-misspell": misspell,
  "token-key": key,
} as const satisfies Readonly<Record<string, Mutation>>;
