const waiting: (() => void)[] = [];
let pressed = false;

document.addEventListener('pointerdown', () => (pressed = true), { capture: true });
for (const type of ['pointerup', 'pointercancel'] as const) {
  document.addEventListener(
    type,
    () => {
      pressed = false;
      // The click comes after this event, in the same task.
      setTimeout(() => waiting.splice(0).forEach((run) => run()));
    },
    { capture: true },
  );
}

/** Runs it once no pointer is pressed: a button that moves under one, as a message appears above it, loses its click. */
export function onceReleased(run: () => void): void {
  if (pressed) waiting.push(run);
  else run();
}
