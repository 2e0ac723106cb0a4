/** The mini-program has its tabs in the package. */
export function warmTabs(): void {}
