import { type Change, type Mutation, pick, type Scene } from "./mutation.ts";

/** Bytes that a slip of the finger, an editor or a broken transfer may leave: blanks, marks, digits, controls, halves of characters. */
const STRAY = [..."{}[]():;,./\"'-_%=<>\\#$&*|~^`@! \t\n\r0123456789aeflnoxAEZ"].map((one) => one.charCodeAt(0));
const FOREIGN = [0x00, 0x01, 0x0b, 0x1b, 0x7f, 0x80, 0xa0, 0xc0, 0xc3, 0xe2, 0xed, 0xf4, 0xfe, 0xff];
const LETTERS = ["–", "—", "“", "”", "’", "…", "\u00a0", "\u202e", "\ufeff", "é", "ß", "а", "×", "€", "😀", "\u2028"];

const bytesOf = (scene: Scene) => Buffer.from(scene.entry.text, "utf8");

function spliced(scene: Scene, at: number, remove: number, insert: readonly number[] | Uint8Array): Change {
  const bytes = bytesOf(scene);
  return { bytes: Buffer.concat([bytes.subarray(0, at), Buffer.from(insert), bytes.subarray(at + remove)]) };
}

const remove: Mutation = (scene) =>
  spliced(scene, scene.random(bytesOf(scene).length), 1 + scene.random(scene.random(4) + 1), []);

const insert: Mutation = (scene) => {
  const { random } = scene;
  const what =
    random(4) === 0
      ? [pick(random, FOREIGN) as number]
      : random(4) === 0
        ? Buffer.from(pick(random, LETTERS) as string, "utf8")
        : [pick(random, STRAY) as number];
  return spliced(scene, random(bytesOf(scene).length + 1), 0, what);
};

const duplicate: Mutation = (scene) => {
  const bytes = bytesOf(scene);
  const at = scene.random(bytes.length);
  return spliced(scene, at, 0, bytes.subarray(at, at + 1 + scene.random(6)));
};

const swap: Mutation = (scene) => {
  const bytes = bytesOf(scene);
  const at = scene.random(bytes.length - 1);
  return spliced(scene, at, 2, [bytes[at + 1] as number, bytes[at] as number]);
};

const alter: Mutation = (scene) => {
  const bytes = bytesOf(scene);
  const at = scene.random(bytes.length);
  const bit = 1 << scene.random(8);
  return spliced(scene, at, 1, [
    scene.random(2) === 0 ? (bytes[at] as number) ^ bit : (pick(scene.random, STRAY) as number),
  ]);
};

export const byteMutations = {
  "byte-delete": remove,
  "byte-insert": insert,
  "byte-duplicate": duplicate,
  "byte-swap": swap,
  "byte-alter": alter,
} as const satisfies Readonly<Record<string, Mutation>>;
