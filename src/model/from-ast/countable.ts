/** Counts of contracts and of milliseconds stay below this: what a program can count exactly, with room to add. */
export const COUNTABLE = 10n ** 15n;
/** What to do about more than that. */
export const SMALLER = { help: "write a smaller number" } as const;
