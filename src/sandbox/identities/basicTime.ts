/** ISO 8601's basic format, `20261124T101500Z`. */
export function basic(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** The same, of a `Date` header. */
export function basicTime(date: string | undefined): string | undefined {
  const milliseconds = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(milliseconds) ? undefined : basic(milliseconds);
}

/** Back again; NaN where it is none. */
export function millisecondsOf(time: string): number {
  const digits = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time);
  if (!digits) return NaN;
  const [, year, month, day, hour, minute, second] = digits.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}
