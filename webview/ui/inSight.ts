import { Directive, directive, noChange, type DirectiveResult, type ElementPart } from './lit';

class InSight extends Directive {
  #before: readonly unknown[] | undefined;

  override render(): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, values: readonly unknown[]): unknown {
    const changed =
      this.#before === undefined || values.some((value, index) => value !== this.#before?.[index]);
    this.#before = values;
    if (changed) queueMicrotask(() => element.scrollIntoView({ block: 'nearest' }));
    return noChange;
  }
}

/** Scrolls as little as needed to show its element, after the drawing in which it appeared or a value changed. */
export const inSight: (...values: readonly unknown[]) => DirectiveResult = directive(InSight);
