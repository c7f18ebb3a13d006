/** The version of the compiler, printed by `--version` and written into what it makes; a test holds it to package.json. */
export const VERSION = "0.1.0";
