const tabs = [
  () => import('@/pages/street/index'),
  () => import('@/pages/report/index'),
  () => import('@/pages/cogovern/index'),
  () => import('@/pages/mine/index'),
];

/** Once the first page stands, the other tabs are fetched: they then open at once, also where the network is gone. */
export function warmTabs(): void {
  window.addEventListener('load', () => setTimeout(fetchTabs, 2000));
}

function fetchTabs(): void {
  // A tab that cannot be fetched now is fetched when it is opened.
  for (const tab of tabs) tab().catch(() => undefined);
}
