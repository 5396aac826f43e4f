/**
 * Forbids in pages what their content security policy refuses at run time, silently but for a line in the console
 * (`style` attributes, `style` and `script` elements, `onclick="…"`), and every way by which a text could become
 * markup (`innerHTML`, `srcdoc`, lit's `unsafeHTML`): templates escape what they are given, and nothing else draws.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const safeTemplates = {
  meta: {
    type: 'problem',
    docs: { description: 'Forbids inline styles, inline scripts and markup made of texts in pages.' },
    schema: [],
    messages: {
      style: 'The content security policy refuses inline styles: give the element a class.',
      script: 'The content security policy refuses inline scripts: write @event=${handler}.',
      markup: '`{{name}}` takes a text for markup: write a template, which escapes it.',
    },
  },
  create(context) {
    const report = (node, fault) => fault && context.report({ node, ...fault });
    return {
      'TaggedTemplateExpression[tag.name=/^(html|svg|mathml)$/]'({ quasi }) {
        for (const { at, fault } of faultsIn(quasi.quasis)) report(quasi.quasis[at], fault);
      },
      'ImportSpecifier, ExportSpecifier'(node) {
        report(node, faultOfImport((node.imported ?? node.local).name));
      },
      ImportExpression: ({ source }) => report(source, faultOfModule(source.value)),
      'ImportDeclaration, ExportAllDeclaration, ExportNamedDeclaration[source]': ({ source }) =>
        report(source, faultOfModule(source.value)),
      "AssignmentExpression[left.type='MemberExpression']": ({ left }) => report(left, faultOfWrite(left)),
      "CallExpression[callee.type='MemberExpression']"(node) {
        const name = nameOf(node.callee);
        if (markupCalls.has(name)) report(node, { messageId: 'markup', data: { name } });
        if (/^(setAttribute|toggleAttribute)$/.test(name))
          report(node, faultOfAttribute(String(node.arguments[0]?.value)));
      },
      // h('div', { style: '…' }) sets attributes; functions among them become listeners.
      "CallExpression[callee.name='h'] > ObjectExpression > Property"({ key }) {
        report(key, styleOrMarkup(String(key.name ?? key.value)));
      },
    };
  },
};

const markupCalls = new Set([
  'insertAdjacentHTML',
  'setHTMLUnsafe',
  'createContextualFragment',
  'write',
  'writeln',
]);
const markupNames = /^(innerhtml|outerhtml|srcdoc)$/i;

/** What is wrong in a template, and in which of its texts. */
function faultsIn(quasis) {
  // A hole is a character that no markup has; what stands in comments is not drawn.
  const text = quasis.map(({ value }) => value.raw).join('\uE000');
  const drawn = text.replace(/<!--[^]*?(?:-->|$)/g, (comment) => comment.replace(/[^\uE000]/g, ' '));
  const found = [];
  for (const tag of drawn.matchAll(/<([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)/gi)) {
    const [, name, attributes] = tag;
    const at = (offset) => text.slice(0, tag.index + offset).split('\uE000').length - 1;
    const fault = faultOfElement(name);
    if (fault) found.push({ at: at(0), fault });
    const start = 1 + name.length;
    for (const attribute of attributes.matchAll(/([^\s=>"'/]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?/g)) {
      const wrong = faultOfAttribute(attribute[1]);
      if (wrong) found.push({ at: at(start + attribute.index), fault: wrong });
    }
  }
  return found;
}

function faultOfElement(name) {
  if (/^style$/i.test(name)) return { messageId: 'style' };
  return /^script$/i.test(name) ? { messageId: 'script' } : undefined;
}

/** `name`, `.property`, `?boolean` or `@event`, as templates write them. */
function faultOfAttribute(written) {
  const name = written.replace(/^[.?]/, '');
  if (/^on/i.test(name)) return { messageId: 'script' };
  return styleOrMarkup(name);
}

function styleOrMarkup(name) {
  if (/^style$/i.test(name)) return { messageId: 'style' };
  return markupNames.test(name) ? { messageId: 'markup', data: { name } } : undefined;
}

function faultOfImport(name) {
  if (name === 'styleMap') return { messageId: 'style' };
  return /^unsafe(HTML|SVG|MathML|Static)$/.test(name) ? { messageId: 'markup', data: { name } } : undefined;
}

function faultOfModule(source) {
  if (!/^lit(-html)?\//.test(String(source))) return undefined;
  if (/style-map/.test(source)) return { messageId: 'style' };
  return /unsafe|static/.test(source) ? { messageId: 'markup', data: { name: source } } : undefined;
}

/** `element.innerHTML = text`; single properties (`element.style.width`) pass, which the policy allows. */
function faultOfWrite(member) {
  const name = nameOf(member);
  return markupNames.test(name) ? { messageId: 'markup', data: { name } } : undefined;
}

function nameOf({ property, computed }) {
  return String(computed ? property.value : property.name);
}
