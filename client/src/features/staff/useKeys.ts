/** What each key does, by the names of `KeyboardEvent.key`. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>;

/** Phones have no keyboard to listen to. */
export function useKeys(_keys: Keys): void {}

/** Nor a focus to move. */
export function focusOn(_selector: string): void {}
