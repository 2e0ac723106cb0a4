import { useEffect, useRef } from 'react';

const focusable = 'button:not([disabled]), input:not([disabled]), textarea:not([disabled]), a[href], [tabindex="0"]';

/** Keeps the keyboard inside an open dialog, lets Escape close it, and gives focus back afterwards. */
export function useDialogFocus(open: boolean, id: string, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (!open) return;
    const dialog = document.getElementById(id);
    const before = document.activeElement;
    dialog?.setAttribute('tabindex', '-1');
    dialog?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current();
      if (event.key !== 'Tab' || !dialog) return;
      const reachable = Array.from(dialog.querySelectorAll<HTMLElement>(focusable));
      const first = reachable[0];
      const last = reachable[reachable.length - 1];
      const at = document.activeElement;
      const outside = !dialog.contains(at) || at === dialog;
      if (event.shiftKey ? at === first || outside : at === last || outside) {
        event.preventDefault();
        (event.shiftKey ? last : first)?.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open, id]);
}
