/** WeChat draws its own title bar. */
export function NavBar(_: { title?: string; back: boolean }) {
  return null;
}
