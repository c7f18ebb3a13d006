import { start, type Texts } from "./main.ts";

/** The texts of this page, which stand beside it in `specs.js`: a module, because the policy lets nothing be fetched. */
const beside = new URL("./specs.js", import.meta.url).href;
await start((await import(beside)) as Texts);
