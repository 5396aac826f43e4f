import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  actionsAt,
  closeAll,
  codes,
  complete,
  hovers,
  labelOf,
  openFile,
  ours,
  until,
  writeFile,
} from './policyEditor';

const root = `{
      "Sid": "Enable IAM User Permissions",
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": "kms:*",
      "Resource": "*"
    }`;
const policy = (statement: string): string => `{
  "Version": "2012-10-17",
  "Statement": [
    ${root},
    ${statement}
  ]
}
`;
const use = (parts: string): string =>
  policy(
    `{ "Sid": "Use", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/App" }, ${parts} }`,
  );

describe('key-policy files', () => {
  afterEach(closeAll);

  it('complete the elements of a statement, each once, and only those that are missing', async () => {
    const file = await openFile('elements.key-policy.json', use('"Action": "kms:Decrypt", "|"'));
    const labels = (await complete(file)).map(labelOf);
    assert.ok(labels.includes('Resource') && labels.includes('Condition'), labels.join());
    assert.ok(!labels.includes('Effect'));
    assert.deepEqual(
      labels.filter((label, index) => labels.indexOf(label) !== index),
      [],
      'the JSON service offers something a second time',
    );
  });

  it('complete an action inside a half-typed string, and replace all of it', async () => {
    const file = await openFile('action.key-policy.json', use('"Action": ["kms:De|"], "Resource": "*"'));
    const items = await complete(file);
    const item = items.find((one) => labelOf(one) === 'kms:Decrypt');
    assert.ok(item, items.map(labelOf).join());
    const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
    assert.equal(range && file.document.getText(range), '"kms:De"');
    assert.deepEqual(
      items.map(labelOf).filter((label) => !label.startsWith('kms:')),
      [],
    );
  });

  it('complete the condition keys that fit the actions of the statement', async () => {
    const statement = use('"Action": "kms:CreateGrant", "Resource": "*", "Condition": { "Bool": { "|" } }');
    const labels = (await complete(await openFile('condition.key-policy.json', statement))).map(labelOf);
    assert.ok(labels.includes('kms:GrantIsForAWSResource'), labels.join());
  });

  it('explain an action once', async () => {
    const texts = await hovers(
      await openFile('hover.key-policy.json', use('"Action": "kms:Dec|rypt", "Resource": "*"')),
    );
    assert.equal(texts.length, 1, texts.join('\n---\n'));
    assert.match(texts[0] ?? '', /Decrypt/);
  });

  it('explain an element once', async () => {
    const texts = await hovers(
      await openFile('element.key-policy.json', use('"Act|ion": "kms:Decrypt", "Resource": "*"')),
    );
    assert.equal(texts.length, 1, texts.join('\n---\n'));
  });

  it('underline mistakes where they are, with a code that leads to AWS’s words', async () => {
    const { document } = await openFile(
      'typo.key-policy.json',
      use('"Action": "kms:Decryptt", "Resource": "*"'),
    );
    const diagnostic = await until('the typo is found', () =>
      ours(document.uri).find(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
    assert.equal(document.getText(diagnostic.range), '"kms:Decryptt"');
    assert.ok(typeof diagnostic.code === 'object' && diagnostic.code.value === 'INVALID_ACTION');
    assert.match(diagnostic.code.target.toString(), /^https:\/\/docs\.aws\.amazon\.com\//);
  });

  it('forget their problems when they are closed', async () => {
    // Opened as a person does: VS Code keeps what a program opened for minutes.
    const uri = await writeFile('closed.key-policy.json', use('"Action": "kms:Decryptt", "Resource": "*"'));
    await vscode.commands.executeCommand('vscode.open', uri);
    await until('a problem', () => ours(uri).length > 0 || undefined);
    await closeAll();
    await until('no problem', () => ours(uri).length === 0 || undefined);
  });

  it('offer to correct a misspelt action, and say what that allows', async () => {
    const { document } = await openFile(
      'fix.key-policy.json',
      use('"Action": "kms:Decryptt", "Resource": "*"'),
    );
    const [diagnostic] = await until('a problem', () => nonEmpty(ours(document.uri)));
    assert.ok(diagnostic);
    const actions = await actionsAt(document, diagnostic.range, vscode.CodeActionKind.QuickFix);
    const titles = actions.map(({ title }) => title).join();
    const fix = actions.find(({ title }) => /^Write "kms:Decrypt" \(allows /.test(title));
    assert.ok(fix?.edit, titles);
    // Nobody had the permission before: it is the person's choice.
    assert.ok(fix.isPreferred !== true);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /"Action": "kms:Decrypt"/);
    await until('no error left', () => !codes(document.uri).includes('INVALID_ACTION') || undefined);
  });

  it('fix all mistakes of a kind at once where nobody may do more by it', async () => {
    const policy = use('"Action": ["kms:Decryptt", "kms:Encryptt"], "Resource": "*"');
    const { document } = await openFile(
      'all.key-policy.json',
      policy.replace('"Use", "Effect": "Allow"', '"Use", "Effect": "Deny"'),
    );
    const problems = await until('two problems', () => {
      const found = ours(document.uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
      return found.length === 2 ? found : undefined;
    });
    const actions = await actionsAt(document, problems[0]?.range ?? new vscode.Range(0, 0, 0, 0));
    const titles = actions.map(({ title }) => title).join();
    assert.ok(
      actions.some(({ isPreferred }) => isPreferred),
      titles,
    );
    const all = actions.find(({ title }) => title.startsWith('Fix all 2'));
    assert.ok(all?.edit, titles);
    await vscode.workspace.applyEdit(all.edit);
    assert.match(document.getText(), /"kms:Decrypt",\s*"kms:Encrypt"/);
  });

  it('leave the underlining of syntax errors to the JSON service, and still mend them', async () => {
    const text = use('"Action": "kms:Decrypt", "Resource": "*"').replace('"*" }', '"*", }');
    const { document } = await openFile('comma.key-policy.json', text);
    const problem = await until('the JSON service’s word', () =>
      vscode.languages.getDiagnostics(document.uri).find(({ source }) => source !== 'kms'),
    );
    assert.ok(!codes(document.uri).includes('JSON_SYNTAX_ERROR'));
    const actions = await actionsAt(document, problem.range, vscode.CodeActionKind.QuickFix);
    const edit = actions.find(({ title }) => /comma/i.test(title))?.edit;
    assert.ok(edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(edit);
    assert.doesNotThrow(() => JSON.parse(document.getText()));
  });

  it('are measured against the schema by their name', async () => {
    const { document } = await openFile('kms-policy-shape.json', '{ "Version": 3, "Statement": [] }');
    await until(
      'the schema’s word',
      () =>
        vscode.languages
          .getDiagnostics(document.uri)
          .some(({ source, message }) => source !== 'kms' && message.includes('2012-10-17')) || undefined,
    );
  });

  it('are formatted by one formatter, so that nobody has to choose', async () => {
    const { document } = await openFile('format.key-policy.json', '{"Version":"2012-10-17","Statement":[]}');
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), '{\n  "Version": "2012-10-17",\n  "Statement": []\n}');
  });

  it('rename a Sid, but not to one that is taken', async () => {
    const file = await openFile(
      'rename.key-policy.json',
      use('"Action": "kms:Decrypt", "Resource": "*"').replace('"Use"', '"U|se"'),
    );
    const rename = async (name: string): Promise<vscode.WorkspaceEdit> =>
      vscode.commands.executeCommand(
        'vscode.executeDocumentRenameProvider',
        file.document.uri,
        file.cursor,
        name,
      );
    await vscode.workspace.applyEdit(await rename('Use of the "key"'));
    assert.match(file.document.getText(), /"Sid": "Use of the \\"key\\""/);
    await assert.rejects(rename('Enable IAM User Permissions'), /already/);
  });

  it('name their statements in the outline', async () => {
    const { document } = await openFile(
      'outline.key-policy.json',
      use('"Action": "kms:Decrypt", "Resource": "*"'),
    );
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const names = (all: vscode.DocumentSymbol[]): string[] =>
      all.flatMap(({ name, children }) => [name, ...names(children)]);
    assert.ok(
      names(symbols).some((name) => name.includes('Enable IAM User Permissions')),
      names(symbols).join(),
    );
  });

  it('fold and select by the JSON service', async () => {
    const { document, cursor } = await openFile(
      'fold.key-policy.json',
      use('"Action": "kms:Dec|rypt", "Resource": "*"'),
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.ok(folds.length > 0);
    const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [cursor],
    );
    assert.ok(selection?.parent);
  });

  it('offer to be bound to a key', async () => {
    const { document } = await openFile(
      'lens.key-policy.json',
      use('"Action": "kms:Decrypt", "Resource": "*"'),
    );
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.command),
      ['kms.access.show', 'kms.policy.bind'],
    );
  });

  it('take a check’s level from the setting, for some files only', async () => {
    const settings = vscode.workspace.getConfiguration('kms');
    const { document } = await openFile(
      'levels.key-policy.json',
      use('"Action": "kms:Decryptt", "Resource": "*"'),
    );
    await until('the error', () => codes(document.uri).includes('INVALID_ACTION') || undefined);
    try {
      await settings.update(
        'policy.checks',
        { 'levels.*': { INVALID_ACTION: 'off' } },
        vscode.ConfigurationTarget.Global,
      );
      await until('silence', () => !codes(document.uri).includes('INVALID_ACTION') || undefined);
    } finally {
      await settings.update('policy.checks', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('can have any name once somebody says so', async () => {
    const { document } = await openFile('anything.json', use('"Action": "kms:Decryptt", "Resource": "*"'));
    await vscode.commands.executeCommand('kms.policy.treatAs', document.uri);
    await until('the error', () => codes(document.uri).includes('INVALID_ACTION') || undefined);
    await vscode.commands.executeCommand('kms.policy.stopTreatingAs', document.uri);
    await until('silence', () => codes(document.uri).length === 0 || undefined);
  });
});

describe('other files', () => {
  afterEach(closeAll);

  it('are left alone, be they JSON or YAML', async () => {
    const json = await openFile('package-like.json', '{ "Action": "kms:Decryptt", "|": 1 }');
    const kinds = (await complete(json)).map(labelOf);
    assert.ok(!kinds.includes('Version') && !kinds.includes('Statement'), kinds.join());
    assert.deepEqual(codes(json.document.uri), []);
    const yaml = await openFile('compose.yaml', 'services:\n  web:\n    image: nginx\n    |\n');
    assert.deepEqual(codes(yaml.document.uri), []);
  });
});

describe('CloudFormation templates', () => {
  afterEach(closeAll);

  const template = (statement: string): string => `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties: { Action: kms:Decryptt }
  OrdersKey:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Sid: Root
            Effect: Allow
            Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
            Action: kms:*
            Resource: '*'
${statement}
`;
  const use = (action: string): string =>
    template(`          - Sid: Use
            Effect: Allow
            Principal: { AWS: !GetAtt Role.Arn }
            Action: ${action}
            Resource: '*'`);

  it('are checked inside KeyPolicy and nowhere else, intrinsics respected', async () => {
    const { document } = await openFile('stack.yaml', use('kms:Decryptt'));
    const [only, ...more] = await until('a problem', () => nonEmpty(ours(document.uri)));
    assert.deepEqual(more, []);
    assert.ok(only);
    assert.equal(document.getText(only.range), 'kms:Decryptt');
    assert.ok(only.range.start.line > 10);
  });

  it('are corrected in place', async () => {
    const { document } = await openFile('fix.yaml', use('kms:Decryptt'));
    const [problem] = await until('a problem', () => nonEmpty(ours(document.uri)));
    const actions = await actionsAt(document, problem?.range ?? new vscode.Range(0, 0, 0, 0));
    const edit = actions.find(({ title }) => title.startsWith('Write "kms:Decrypt"'))?.edit;
    assert.ok(edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(edit);
    await until('no problem', () => ours(document.uri).length === 0 || undefined);
  });

  it('explain actions', async () => {
    const texts = await hovers(await openFile('hover.yaml', use('kms:Dec|rypt')));
    assert.equal(texts.length, 1);
    assert.match(texts[0] ?? '', /Decrypt/);
  });

  it('complete values and elements, without the quotes of JSON', async () => {
    const value = await complete(await openFile('value.yaml', template('          - Effect: |')));
    const allow = value.find((item) => labelOf(item) === 'Allow');
    assert.ok(allow, value.map(labelOf).join());
    assert.doesNotMatch(textOf(allow), /"/);
    const elements = await complete(
      await openFile('elements.yaml', template('          - Effect: Allow\n            |')),
    );
    assert.ok(
      elements.some((item) => labelOf(item) === 'Resource'),
      elements.map(labelOf).join(),
    );
  });

  it('are helped with in JSON as well, and the quick fix keeps to the policy', async () => {
    const json = JSON.stringify(
      {
        Resources: {
          Key: {
            Type: 'AWS::KMS::Key',
            Properties: {
              KeyPolicy: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Allow',
                    Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
                    Action: ['kms:*', 'kms:Decryptt'],
                    Resource: '*',
                  },
                ],
              },
            },
          },
        },
      },
      undefined,
      2,
    );
    const { document } = await openFile('stack.json', json);
    const problem = await until('the typo', () =>
      ours(document.uri).find(({ range }) => document.getText(range) === '"kms:Decryptt"'),
    );
    const edit = (await actionsAt(document, problem.range)).find(({ isPreferred }) => isPreferred)?.edit;
    assert.ok(edit);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), json.replace('kms:Decryptt', 'kms:Decrypt'));
    const at = document.positionAt(document.getText().indexOf('kms:*') + 5);
    const items = await complete({ document, cursor: at });
    assert.ok(items.some((item) => labelOf(item) === 'kms:Encrypt'));
  });

  it('complete an action whose prefix YAML would take for a map', async () => {
    const items = await complete(
      await openFile(
        'prefix.yaml',
        template('          - Effect: Allow\n            Action:\n              - kms:|'),
      ),
    );
    const item = items.find((one) => labelOf(one) === 'kms:Decrypt');
    assert.ok(item, items.map(labelOf).join());
  });
});

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function textOf({ insertText, label }: vscode.CompletionItem): string {
  if (insertText === undefined) return typeof label === 'string' ? label : label.label;
  return typeof insertText === 'string' ? insertText : insertText.value;
}
