/** W3C's profile of ISO 8601, or seconds since 1970 (IAM User Guide, "Date condition operators"). */
const iso =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?$/;
const epoch = /^\d{1,13}(\.\d+)?$/;

/** Whether date operators of a policy take the text. */
export function isDate(text: string): boolean {
  if (epoch.test(text)) return true;
  const [, year, month, day = '01', hour = '00', minute = '00', second = '00'] = iso.exec(text) ?? [];
  if (month === undefined) return false;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return (
    between(month, 1, 12) &&
    between(day, 1, lastDay) &&
    between(hour, 0, 24) &&
    between(minute, 0, 59) &&
    between(second, 0, 60)
  );
}

function between(digits: string, least: number, most: number): boolean {
  return Number(digits) >= least && Number(digits) <= most;
}

/** `2026/12/31` and `2026-12-31 08:00:00` are plain enough; where day and month may be confused, nothing is. */
export function plainDate(text: string): string | undefined {
  const [, year = '', month = '', day = '', time] =
    /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)Z?)?\s*$/.exec(text) ?? [];
  if (year === '') return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const whole = time === undefined ? date : `${date}T${time.length === 5 ? `${time}:00` : time}Z`;
  return isDate(whole) ? whole : undefined;
}
