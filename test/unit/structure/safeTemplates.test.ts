import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { safeTemplates } from '../../lint/safeTemplates.mjs';

const config: Linter.Config = {
  files: ['**/*.ts'],
  languageOptions: { parser: tseslint.parser },
  plugins: { kms: { rules: { 'safe-templates': safeTemplates } } },
  rules: { 'kms/safe-templates': 'error' },
};

const reported = (code: string): (string | undefined)[] =>
  new Linter().verify(code, config, 'page.ts').map(({ messageId, message }) => messageId ?? message);

const refused: readonly (readonly [fault: string, code: string])[] = [
  ['style', 'html`<p style="color: red">x</p>`'],
  ['style', "html`<p class='a' STYLE='x'>x</p>`"],
  ['style', 'html`<p style=${styles}>x</p>`'],
  ['style', 'html`<p title=${a} .style=${styles}>x</p>`'],
  ['style', 'html`<p title="a > b" style="x">x</p>`'],
  ['style', 'html`<div>${a}<p\n  class=${b}\n  style="x"></p></div>`'],
  ['style', 'svg`<path style="fill: red" d=${d} />`'],
  ['style', 'html`<style>p { color: red }</style>`'],
  ['style', "import { styleMap } from './lit';"],
  ['style', "export * from 'lit-html/directives/style-map.js';"],
  ['style', "element.setAttribute('style', 'color: red');"],
  ['style', "h('p', { class: 'a', style: 'color: red' });"],
  ['script', 'html`<button onclick="go()">x</button>`'],
  ['script', 'html`<button onclick=${go}>x</button>`'],
  ['script', 'html`<script src=${url}></script>`'],
  ['script', "element.setAttribute('onclick', 'go()');"],
  ['markup', 'html`<div .innerHTML=${text}></div>`'],
  ['markup', 'html`<iframe srcdoc=${text}></iframe>`'],
  ['markup', "import { unsafeHTML } from './lit';"],
  ['markup', "import { unsafeHTML as raw } from './lit';"],
  ['markup', "export { unsafeSVG } from './lit';"],
  ['markup', "import * as raw from 'lit-html/directives/unsafe-html.js';"],
  ['markup', "await import('lit-html/static.js');"],
  ['markup', 'element.innerHTML = text;'],
  ['markup', "element['outerHTML'] = text;"],
  ['markup', "element.insertAdjacentHTML('beforeend', text);"],
  ['markup', 'document.write(text);'],
];

const allowed = [
  'html`<p class="style">style="x" ${a} onclick=${b}</p>`',
  'html`<p title="style=1" data-style=${a}>x</p>`',
  'html`<!-- <p style="x"> --><p>x</p>`',
  'html`<button @click=${go} ?disabled=${busy} .value=${live(a)}>x</button>`',
  'css`<p style="x">`',
  "import { html, classMap } from './lit';",
  "import { html } from 'lit-html';",
  "h('button', { class: 'link', onclick: go });",
  "element.setAttribute('class', 'link');",
  'element.textContent = text; element.scrollTop = 0;',
];

describe('templates of pages', () => {
  it.each(refused)('must not hold a %s: %s', (fault, code) => {
    expect(reported(code)).toEqual([fault]);
  });

  it.each(allowed)('may say: %s', (code) => {
    expect(reported(code)).toEqual([]);
  });
});
