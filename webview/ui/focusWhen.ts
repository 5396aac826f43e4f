import { Directive, directive, noChange, type DirectiveResult, type ElementPart } from './lit';

type Whose = 'any' | 'lost';

class FocusWhen extends Directive {
  #was = false;

  override render(): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [wanted, whose = 'any']: [boolean, Whose?]): unknown {
    const comes = wanted && !this.#was;
    this.#was = wanted;
    if (comes) queueMicrotask(() => takeFocus(element, whose));
    return noChange;
  }
}

function takeFocus(element: Element, whose: Whose): void {
  const { activeElement, body } = document;
  const lost = activeElement === null || activeElement === body;
  if (element instanceof HTMLElement && (lost || whose === 'any')) element.focus();
}

/**
 * Puts the focus on its element once the condition has become true, after the drawing. With `lost`, only where
 * nothing else has it: what was focused went with this drawing, and the person would begin at the top again.
 */
export const focusWhen = directive(FocusWhen) as (wanted: boolean, whose?: Whose) => DirectiveResult;
