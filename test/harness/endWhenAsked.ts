/** Exit codes by which shells know that a program was ended by a signal. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Ends this program in order when it is asked to (Ctrl+C, a closed terminal, a stopped job): `stop` first, then exit
 * with `code`, or with the one that tells of the signal. Answers the way to undo that.
 */
export function endWhenAsked(stop: () => Promise<unknown>, code?: number): () => void {
  let ending: Promise<void> | undefined;
  const handlers = Object.entries(codes).map(([signal, usual]) => {
    const handler = (): void => {
      ending ??= stop()
        .catch((error: unknown) => console.error(error))
        .then(() => process.exit(code ?? usual));
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}
