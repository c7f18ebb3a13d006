import { createToken } from "./token-type.ts";

/** Everything that is not a key, a brace, a separator or a doc: the structure grammar looks no closer. */
export const Phrase = createToken({ name: "Phrase" });

/** `GPH`, `last-trading-day`, `volume`: a `-` between letters or digits is part of the name, a spaced one is a minus. */
export const Name = createToken({
  name: "Name",
  label: "a name",
  pattern: /[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*/,
  categories: Phrase,
});

/** The words that join: never names. */
export const Glue = createToken({ name: "Glue", categories: Phrase });
