/**
 * The one place that knows lit-html. Left out on purpose: `styleMap`, whose first drawing the content security
 * policy refuses, and `unsafeHTML` with its like. `pages/safe-templates` (test/lint) holds that.
 */
export { html, noChange, nothing, render, type TemplateResult } from 'lit-html';
export { Directive, directive, type DirectiveResult, type ElementPart } from 'lit-html/directive.js';
export { classMap } from 'lit-html/directives/class-map.js';
export { guard } from 'lit-html/directives/guard.js';
export { ifDefined } from 'lit-html/directives/if-defined.js';
export { live } from 'lit-html/directives/live.js';
export { repeat } from 'lit-html/directives/repeat.js';
