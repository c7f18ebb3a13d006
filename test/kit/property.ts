import * as fc from "fast-check";
import { givenSeed } from "../fuzz/seed.ts";

// One seed for all that is random in a run: `TENOR_SEED`, which CI takes from the commit. What failed with a seed fails with it again.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: givenSeed().number | 0 });

export { fc };
