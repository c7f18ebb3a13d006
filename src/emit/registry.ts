import type { Emitter } from "./emitter.ts";
import { calendarEmitter } from "./calendar/emitter.ts";
import { configEmitter } from "./engine-config/emitter.ts";

/** All emitters in the order in which their files are written and summed up. */
export const emitters: readonly Emitter[] = [configEmitter, calendarEmitter];
