/**
 * Where the focus goes in a row or column of things of which one is in the order of Tab. Absent for keys that
 * move nothing. It goes around at the ends, as the ARIA patterns of tabs and menus have it.
 */
export function moved(
  ids: readonly string[],
  from: string | undefined,
  key: string,
  arrows: { back: string; forth: string },
): string | undefined {
  const at = ids.findIndex((id) => id === from);
  switch (key) {
    case 'Home':
      return ids[0];
    case 'End':
      return ids.at(-1);
    case arrows.forth:
      return ids[(at + 1) % ids.length];
    case arrows.back:
      return ids.at(at < 0 ? -1 : at - 1);
    default:
      return undefined;
  }
}
