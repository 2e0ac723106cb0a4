/** The mini-program's reader follows aria-modal by itself: nothing to do. */
export function useDialogFocus(_open: boolean, _id: string, _onClose: () => void): void {}
