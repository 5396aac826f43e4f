/** Exit codes by which shells know that a program was ended by a signal. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Ends this program in order when it is asked to (Ctrl+C, a closed terminal, a stopped job, the end of the npm that
 * runs it): `stop` first, then exit with `code`, or with the one that tells of the signal. Answers the way to undo that.
 */
export function endWhenAsked(stop: () => Promise<unknown>, code?: number): () => void {
  let ending: Promise<void> | undefined;
  const end = (usual: number): void => {
    ending ??= stop()
      .catch((error: unknown) => console.error(error))
      .then(() => process.exit(code ?? usual));
  };
  const handlers = Object.entries(codes).map(([signal, usual]) => {
    const handler = (): void => end(usual);
    process.on(signal, handler);
    return { signal, handler };
  });
  const stopWatching = whenNpmIsGone(() => end(codes.SIGTERM));
  return () => {
    stopWatching();
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}

/** npm passes signals to its shell, which does not pass them on: that it has gone is all that this program sees. */
function whenNpmIsGone(tell: () => void): () => void {
  if (process.env['npm_lifecycle_event'] === undefined) return () => undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) tell();
  }, 250);
  watch.unref();
  return () => clearInterval(watch);
}
