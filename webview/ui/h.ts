type Child = Node | string | false | undefined;

type Attribute = string | number | boolean | undefined;

type Attributes = Record<string, Attribute | ((event: Event) => void)>;

/**
 * Makes an element: `h('button', { class: 'link', onclick: edit }, 'Edit')`. A true attribute is set empty,
 * a false or undefined one is left away. Text is always text; there is no way in for markup.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes?: Attributes,
  ...children: Child[]
): HTMLElementTagNameMap[K];
export function h(tag: string, attributes?: Attributes, ...children: Child[]): HTMLElement;
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value);
  }
  element.append(...present(children));
  return element;
}

/** Sets or, for false and undefined, removes; writes only what differs, so that observers stay quiet. */
export function setAttribute(element: Element, name: string, value: Attribute): void {
  if (value === undefined || value === false) {
    element.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Replaces the text only where it differs: a live region would otherwise be read again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function replaceChildren(element: Element, ...children: Child[]): void {
  element.replaceChildren(...present(children));
}

function present(children: Child[]): (Node | string)[] {
  return children.filter((child) => child !== false && child !== undefined);
}

let ids = 0;

/** An id that is unique in the page, for labels and descriptions. */
export function uniqueId(prefix: string): string {
  ids += 1;
  return `${prefix}-${ids}`;
}
