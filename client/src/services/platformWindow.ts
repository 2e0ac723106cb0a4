/** The mini-program has no window to dress. */
export function dressWindow(): void {}
