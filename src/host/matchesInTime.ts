import { runInThisContext } from 'node:vm';

/** No name takes longer to look at than this, whatever pattern somebody has typed. */
const limitMs = 100;

/** Whether a regular expression matches, without regard to case. Undefined where no answer came in time. Only a script of its own can be stopped in the midst of a match. */
export function matchesInTime(source: string, name: string): boolean | undefined {
  if (source === '') return false;
  const script = `new RegExp(${JSON.stringify(source)}, 'i').test(${JSON.stringify(name)})`;
  try {
    return runInThisContext(script, { timeout: limitMs }) === true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}
