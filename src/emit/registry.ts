import type { Emitter } from "./emitter.ts";
import { calculatorEmitter } from "./calculator/emitter.ts";
import { calendarEmitter } from "./calendar/emitter.ts";
import { configEmitter } from "./engine-config/emitter.ts";
import { filingEmitter } from "./filing/emit.ts";
import { limitsEmitter } from "./limits/emitter.ts";
import { messagesEmitter } from "./messages/emitter.ts";
import { referenceEmitter } from "./reference/emitter.ts";
import { rts23Emitter } from "./rts23/emitter.ts";
import { rulesEmitter } from "./rules/emitter.ts";
import { termsEmitter } from "./terms/emitter.ts";
import { vectorsEmitter } from "./vectors/emitter.ts";

/** All emitters in the order in which their files are written and summed up. */
export const emitters: readonly Emitter[] = [
  configEmitter,
  limitsEmitter,
  rulesEmitter,
  termsEmitter,
  calculatorEmitter,
  vectorsEmitter,
  messagesEmitter,
  rts23Emitter,
  filingEmitter,
  referenceEmitter,
  calendarEmitter,
];
