import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, closeAll, complete, labelOf, openFile, ours, until, writeFile } from './policyEditor';

const key = 'resource "aws_kms_key" "key" {\n  policy = data.aws_iam_policy_document.key.json\n}\n';
const documentWith = (statement: string): string => `data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
  }

  statement {
    ${statement}
  }
}
`;
const reader = (action: string): string =>
  documentWith(`sid       = "Readers"
    actions   = ["${action}"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/reader"]
    }`);

/** A folder of its own is a module of its own. */
let modules = 0;
const inModule = (name: string): string => `module-${String(++modules)}/${name}`;
const beside = (path: string, name: string): string => path.replace(/[^/]*$/, name);

async function problemIn(document: vscode.TextDocument): Promise<vscode.Diagnostic> {
  const [only, ...more] = await until('a problem', () => {
    const found = ours(document.uri);
    return found.length > 0 ? found : undefined;
  });
  assert.deepEqual(more, []);
  assert.ok(only);
  return only;
}

describe('Terraform modules', () => {
  afterEach(closeAll);

  it('are of a language that we bring, and are checked in a document that reaches a key', async () => {
    const { document } = await openFile(inModule('main.tf'), reader('kms:Decryptt') + key);
    assert.equal(document.languageId, 'terraform');
    assert.equal(document.getText((await problemIn(document)).range), '"kms:Decryptt"');
  });

  it('are checked through the other files of the folder, also when those change on disk', async () => {
    const path = inModule('document.tofu');
    await writeFile(beside(path, 'key.tf'), key);
    const { document } = await openFile(path, reader('kms:Decryptt'));
    assert.equal(document.languageId, 'opentofu');
    await problemIn(document);
    await writeFile(beside(path, 'key.tf'), key.replace('document.key', 'document.other'));
    await until('no problem', () => ours(document.uri).length === 0 || undefined);
  });

  it('are corrected in place', async () => {
    const { document } = await openFile(inModule('main.tf'), reader('kms:Decryptt') + key);
    const { range } = await problemIn(document);
    const actions = await actionsAt(document, range);
    const edit = actions.find(({ title }) => title.startsWith('Write "kms:Decrypt"'))?.edit;
    assert.ok(edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(edit);
    await until('no problem', () => ours(document.uri).length === 0 || undefined);
    assert.ok(document.getText().includes('    actions   = ["kms:Decrypt"]\n'));
  });

  it('are completed in the words of the data source, and in a list that is not closed', async () => {
    const words = await complete(
      await openFile(inModule('main.tf'), documentWith('sid = "Use"\n    |') + key),
    );
    assert.ok(words.map(labelOf).includes('principals'), words.map(labelOf).join());
    const actions = await complete(
      await openFile(inModule('main.tf'), documentWith('actions = ["kms:Encrypt", "kms:|') + key),
    );
    assert.ok(actions.map(labelOf).includes('kms:Decrypt'), actions.map(labelOf).join());
  });
});
