import { choose, type Change } from '../../../src/core/wizard/choose';
import type { DraftPlace, KeyDraft } from '../../../src/core/wizard/draft';
import { quotas } from '../../../src/core/kms/quotas';
import { entryOf, options, type Options } from '../../../src/core/wizard/options';
import { cardGroup, type CardGroup } from '../../ui/cards';
import { checkBox, setChecked, setValue, textField } from '../../ui/controls';
import { field, showMessage } from '../../ui/field';
import { h, setText } from '../../ui/h';
import { icon } from '../../ui/icons';
import { messageFor, type StepPart, type Wizard } from '../model';
import type { Model } from '../state';
import { stepPage } from './stepPage';
import { ownValue } from '../../../src/core/ownValue';

/** Key type, usage, spec; origin, regionality and rotation folded away, as most keys need none of it. */
export function configureStep(wizard: Wizard): StepPart {
  const pick = (change: Change) => wizard.edit((draft) => choose(draft, change));
  const types = cardGroup({
    legend: 'Key type',
    choose: (value) => pick({ type: value as Options['type'] }),
  });
  const usages = cardGroup({
    legend: 'Key usage',
    layout: 'list',
    choose: (value) => pick({ usage: value as KeyDraft['usage'] }),
  });
  const specs = cardGroup({
    legend: 'Key spec',
    layout: 'compact',
    choose: (value) => pick({ spec: value as KeyDraft['spec'] }),
  });
  const algorithms = h('p', { class: 'help' });
  const advanced = advancedOptions(wizard);
  const price = priceLine();
  const specPart = h('div', { class: 'field' }, specs.element, algorithms);
  const page = stepPage(
    'Configure key',
    'Key type, usage, spec, origin and regionality cannot be changed after the key is created.',
    types.element,
    usages.element,
    specPart,
    advanced.element,
    price.element,
  );

  return {
    element: page,
    update(model) {
      const { draft, place } = model.view;
      const offered = options(draft, place ?? nowhere);
      types.update(offered.types, offered.type);
      usages.update(offered.usages, draft.usage);
      specs.update(grouped(offered.specs), draft.spec);
      specPart.hidden = draft.spec === 'SYMMETRIC_DEFAULT';
      setText(algorithms, algorithmsOf(draft));
      advanced.update(model, offered);
      price.update(model);
    },
    focus: (name) => focusIn(name, { spec: specs, ...advanced.groups }, (other) => advanced.focus(other)),
  };
}

/** Before the connection has answered, nothing is excluded for the sake of the place. */
const nowhere: DraftPlace = { connection: '', region: '', accountId: '', partition: 'aws', callerArn: '' };

function focusIn(name: string, groups: Record<string, CardGroup>, other: (name: string) => boolean): boolean {
  const group = ownValue(groups, name);
  if (!group) return other(name);
  const details = group.element.closest('details');
  if (details) details.open = true;
  group.element.querySelector<HTMLInputElement>('input:checked, input')?.focus();
  return true;
}

/** Headings only where there is more than one kind of spec to choose from. */
function grouped(specs: Options['specs']): Options['specs'] {
  const several = new Set(specs.map(({ group }) => group)).size > 1;
  return specs.map(({ group, ...spec }, index) =>
    several && group !== undefined && group !== specs[index - 1]?.group ? { ...spec, group } : spec,
  );
}

function algorithmsOf(draft: KeyDraft): string {
  const algorithms = entryOf(draft)?.algorithms ?? [];
  return algorithms.length === 0 ? '' : `Algorithms: ${algorithms.join(', ')}`;
}

function priceLine() {
  const amount = h('strong', {});
  const details = h('ul', { class: 'price-details' });
  const link = h('a', { class: 'link' }, 'AWS KMS pricing');
  return {
    element: h(
      'details',
      { class: 'price' },
      h(
        'summary',
        {},
        icon('chevron'),
        h('span', {}, amount, ' a month, and per request · What does this cost?'),
      ),
      details,
      h('p', {}, link),
    ),
    update({ view }: Model) {
      const price = view.view?.price;
      if (!price) return;
      setText(amount, price.monthly);
      link.href = price.url;
      details.replaceChildren(...price.details.map((line) => h('li', {}, line)));
    },
  };
}

function advancedOptions(wizard: Wizard) {
  const origins = cardGroup({
    legend: 'Key material origin',
    choose: (value) => wizard.edit((draft) => choose(draft, { origin: value as KeyDraft['origin'] })),
  });
  const regionality = cardGroup({
    legend: 'Regionality',
    choose: (value) => wizard.edit((draft) => choose(draft, { multiRegion: value === 'multi' })),
  });
  const material = materialFields(wizard);
  const rotation = rotationFields(wizard);
  const summary = h('span', { class: 'quiet' });
  const element = h(
    'details',
    { class: 'advanced' },
    h('summary', {}, icon('chevron'), h('span', { class: 'advanced-title' }, 'Advanced options'), summary),
    h(
      'div',
      { class: 'stack advanced-body' },
      h('div', { class: 'field' }, origins.element, material.element),
      regionality.element,
      rotation.element,
    ),
  );
  return {
    element,
    groups: { origin: origins, multiRegion: regionality },
    update(model: Model, offered: Options) {
      const { draft } = model.view;
      origins.update(offered.origins, draft.origin);
      regionality.update(offered.regionality, draft.multiRegion ? 'multi' : 'single');
      material.update(model);
      rotation.update(model, offered);
      setText(summary, summaryOf(draft, offered));
    },
    focus(name: string): boolean {
      const control = ownValue(material.controls, name) ?? ownValue(rotation.controls, name);
      if (!control) return false;
      element.open = true;
      control.focus();
      return true;
    },
  };
}

function summaryOf(draft: KeyDraft, offered: Options): string {
  const origin = offered.origins.find(({ value }) => value === draft.origin)?.title ?? '';
  return [
    draft.origin === 'AWS_KMS' ? 'KMS origin' : origin,
    draft.multiRegion ? 'multi-Region' : 'single-Region',
    ...(draft.rotationPeriodDays === undefined ? [] : [`rotates every ${draft.rotationPeriodDays} days`]),
  ].join(' · ');
}

/** What an imported key or a custom key store asks for. */
function materialFields(wizard: Wizard) {
  const risks = checkBox(
    'I understand the security and durability implications of using an imported key',
    (checked) => wizard.edit((draft) => ({ ...draft, importRisksAccepted: checked })),
  );
  const risksMessage = h('p', {});
  const store = textField((value) => wizard.edit((draft) => ({ ...draft, customKeyStoreId: value })), {
    placeholder: 'cks-1234567890abcdef0',
  });
  const storeField = field({
    control: store,
    label: 'Custom key store ID',
    help: 'The store must be connected. Its keys are symmetric encryption keys in one Region.',
  });
  const xks = textField((value) => wizard.edit((draft) => ({ ...draft, xksKeyId: value })));
  const xksField = field({
    control: xks,
    label: 'External key ID',
    help: 'The id that the external key manager has given to the key.',
  });
  store.addEventListener('blur', () => wizard.touch('customKeyStoreId'));
  xks.addEventListener('blur', () => wizard.touch('xksKeyId'));
  const risksPart = h('div', { class: 'field' }, risks, risksMessage);
  return {
    element: h('div', { class: 'field' }, risksPart, storeField.element, xksField.element),
    controls: { importRisksAccepted: risks, customKeyStoreId: store, xksKeyId: xks } as Record<
      string,
      HTMLElement
    >,
    update(model: Model) {
      const { draft } = model.view;
      risksPart.hidden = draft.origin !== 'EXTERNAL';
      storeField.element.hidden = draft.origin !== 'AWS_CLOUDHSM' && draft.origin !== 'EXTERNAL_KEY_STORE';
      xksField.element.hidden = draft.origin !== 'EXTERNAL_KEY_STORE';
      setChecked(risks, draft.importRisksAccepted);
      setValue(store, draft.customKeyStoreId);
      setValue(xks, draft.xksKeyId);
      showMessage(risks, risksMessage, messageFor(model, 'configure', 'importRisksAccepted'));
      storeField.update(messageFor(model, 'configure', 'customKeyStoreId'));
      xksField.update(messageFor(model, 'configure', 'xksKeyId'));
    },
  };
}

function rotationFields(wizard: Wizard) {
  const { standard: usual, least, most } = quotas.rotationDays;
  const box = checkBox('Rotate the key material automatically', (checked) =>
    wizard.edit(({ rotationPeriodDays: _days, ...draft }) =>
      checked ? { ...draft, rotationPeriodDays: usual } : draft,
    ),
  );
  const days = textField(
    (value) => wizard.edit((draft) => ({ ...draft, rotationPeriodDays: wholeNumber(value) })),
    { inputmode: 'numeric', class: 'short-field' },
  );
  days.addEventListener('blur', () => wizard.touch('rotationPeriodDays'));
  const period = field({ control: days, label: `Rotation period in days (${least} to ${most})` });
  const why = h('p', { class: 'help' });
  return {
    element: h(
      'fieldset',
      { class: 'field' },
      h('legend', {}, 'Automatic rotation'),
      why,
      box,
      period.element,
    ),
    controls: { rotationPeriodDays: days } as Record<string, HTMLElement>,
    update(model: Model, offered: Options) {
      const value = model.view.draft.rotationPeriodDays;
      box.hidden = offered.rotationExcluded !== undefined;
      period.element.hidden = value === undefined;
      setText(
        why,
        offered.rotationExcluded ??
          'Turned on right after the key is created. Old ciphertexts stay readable.',
      );
      setChecked(box, value !== undefined);
      if (value !== undefined && wholeNumber(days.value) !== value) setValue(days, String(value));
      period.update(messageFor(model, 'configure', 'rotationPeriodDays'));
    },
  };
}

/** What is no whole number becomes 0, which the checks refuse with the right words. */
function wholeNumber(text: string): number {
  const typed = text.trim();
  return /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
}
