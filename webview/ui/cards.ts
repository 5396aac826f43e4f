import { h, setAttribute, setText, uniqueId } from './h';

export interface Card {
  value: string;
  title: string;
  description: string;
  /** A quiet line for limits or price. */
  note?: string;
  /** Why it cannot be chosen; the card stays, dimmed. */
  excluded?: string;
  /** Heading of the part of the list that begins with this card. */
  group?: string;
}

export interface CardGroup {
  element: HTMLFieldSetElement;
  update(cards: readonly Card[], chosen: string): void;
}

/** One choice of several with consequences: native radio buttons, so arrow keys and forms work as ever. */
export function cardGroup(options: {
  legend: string;
  help?: string;
  /** `compact`: small cards in many columns; `list`: plain lines, one below the other. */
  layout?: 'compact' | 'list';
  choose: (value: string) => void;
}): CardGroup {
  const name = uniqueId('cards');
  const list = h('div', { class: options.layout ? `cards cards-${options.layout}` : 'cards' });
  const element = h(
    'fieldset',
    { class: 'card-group', id: name },
    h('legend', {}, options.legend),
    options.help !== undefined && h('p', { class: 'help' }, options.help),
    list,
  );
  let made: { card: Card; draw: (card: Card, chosen: boolean) => void }[] = [];

  return {
    element,
    update(cards, chosen) {
      const same =
        made.length === cards.length && made.every(({ card }, at) => card.value === cards[at]?.value);
      if (!same) {
        made = [];
        list.replaceChildren();
        for (const card of cards) {
          if (card.group !== undefined) list.append(h('div', { class: 'card-heading' }, card.group));
          const one = makeCard(name, card, options.choose);
          list.append(one.element);
          made.push({ card, draw: one.draw });
        }
      }
      cards.forEach((card, at) => made[at]?.draw(card, card.value === chosen));
    },
  };
}

function makeCard(name: string, { value }: Card, choose: (value: string) => void) {
  const id = uniqueId('card');
  const input = h('input', {
    type: 'radio',
    name,
    value,
    id,
    'aria-describedby': `${id}-description ${id}-note`,
    onchange: () => choose(value),
  });
  const title = h('span', { class: 'card-title' });
  const description = h('span', { class: 'card-description', id: `${id}-description` });
  const note = h('span', { class: 'card-note', id: `${id}-note` });
  const element = h(
    'label',
    { class: 'card', for: id },
    input,
    h('span', { class: 'card-text' }, title, description, note),
  );
  function draw(card: Card, chosen: boolean): void {
    input.checked = chosen;
    input.disabled = card.excluded !== undefined;
    setText(title, card.title);
    setText(description, card.description);
    setText(note, card.excluded ?? card.note ?? '');
    note.hidden = note.textContent === '';
    description.hidden = card.description === '';
    setAttribute(input, 'aria-labelledby', title.id || (title.id = `${id}-title`));
    element.classList.toggle('card-chosen', chosen);
    element.classList.toggle('card-excluded', card.excluded !== undefined);
  }
  return { element, draw };
}
