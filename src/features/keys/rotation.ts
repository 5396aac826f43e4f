import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import { rotationFacts } from '../../core/keys/factNodes';
import { importedRotationProblem } from '../../core/material/plan';
import { plural } from '../../core/keys/labels';
import { rotationDaysProblem } from '../../core/keys/inputs';
import { quotas } from '../../core/kms/quotas';
import type { KeyRef, RotationStatus } from '../../core/keys/model';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRow } from '../../host/quickPick';
import { didStep } from '../../host/walkthrough';
import { changeKeys, demand } from './change';
import type { KeysDeps } from './deps';

/** Automatic rotation and its period, rotation on demand, and the rotations that were. */
export function registerRotation(deps: KeysDeps): vscode.Disposable[] {
  const { commands } = deps;
  return [
    commands.keysCommand('kms.key.rotation', 'configure the rotation of {key}', (refs) =>
      refs.length > 1 ? rotateMany(deps, refs) : configure(deps, refs[0]),
    ),
    commands.keyCommand('kms.key.rotateNow', 'rotate {key}', (ref) => rotateNow(deps, ref)),
    commands.keyCommand('kms.key.rotationHistory', 'show the rotations of {key}', (ref) =>
      history(deps, ref),
    ),
  ];
}

async function configure(deps: KeysDeps, ref: KeyRef): Promise<void> {
  const name = deps.directory.nameOf(ref);
  await demand(deps, 'rotation', ref);
  const status = await deps.keys.rotationStatus(ref);
  const days = await askPeriod(name, status);
  if (days === undefined) return;
  if (days === 'off') {
    await deps.guard.allow(ref.connection, vscode.l10n.t('Turn off the rotation of {0}', name));
    await deps.keys.disableRotation(ref);
  } else {
    await deps.guard.allow(ref.connection, vscode.l10n.t('Rotate {0} every {1} days', name, String(days)));
    await deps.keys.enableRotation(ref, days);
  }
  await deps.refreshKey(ref);
  if (days !== 'off') didStep('rotate');
  notify(
    days === 'off'
      ? vscode.l10n.t('{0} does not rotate by itself any more.', name)
      : vscode.l10n.t('{0} rotates every {1} days.', name, String(days)),
  );
}

/** Turns on the rotation of several keys, with one period for all. */
async function rotateMany(deps: KeysDeps, refs: readonly [KeyRef, ...KeyRef[]]): Promise<void> {
  const days = await askPeriod(plural(refs.length, 'key'), { enabled: false });
  if (typeof days !== 'number') return;
  await changeKeys(deps, refs, {
    action: 'rotation',
    verb: vscode.l10n.t('Turn on the rotation of'),
    done: '{0} in {1} rotates now.',
    doneMany: vscode.l10n.t('{0} keys rotate every {1} days.', '{0}', String(days)),
    run: (ref, signal) => deps.keys.enableRotation(ref, days, signal),
  });
}

async function askPeriod(name: string, status: RotationStatus): Promise<number | 'off' | undefined> {
  const { standard } = quotas.rotationDays;
  const now = status.enabled
    ? vscode.l10n.t('Rotates every {0} days now', String(status.periodDays ?? standard))
    : vscode.l10n.t('Does not rotate now');
  const chosen = await chooseRow(
    [
      {
        label: vscode.l10n.t('Every {0} days', String(standard)),
        description: vscode.l10n.t('once a year, the default'),
        days: standard,
      },
      {
        label: vscode.l10n.t('Another period…'),
        description: vscode.l10n.t('90 to 2,560 days'),
        days: 'ask' as const,
      },
      ...(status.enabled
        ? [{ label: vscode.l10n.t('Turn off'), description: '', days: 'off' as const }]
        : []),
    ],
    { title: vscode.l10n.t('Automatic rotation of {0}', name), placeHolder: now },
  );
  if (chosen?.days !== 'ask') return chosen?.days;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rotate {0} every … days', name),
    value: String(status.periodDays ?? standard),
    validateInput: (text) => rotationDaysProblem(text),
  });
  return typed === undefined ? undefined : Number(typed);
}

async function rotateNow(deps: KeysDeps, ref: KeyRef): Promise<void> {
  const name = deps.directory.nameOf(ref);
  const key = await demand(deps, 'rotateNow', ref);
  if (key.origin === 'EXTERNAL') {
    const problem = importedRotationProblem(key, await deps.keys.listRotations(ref));
    if (problem !== undefined) throw new KmsError('not-possible', vscode.l10n.t(problem), { key: ref });
  }
  const rotate = vscode.l10n.t('Rotate now');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Rotate {0} now?', name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'New data is encrypted with new key material; old data stays readable. A key can be rotated on demand 25 times. The first and the second rotation add $1.00 a month each.',
      ),
    },
    rotate,
  );
  if (chosen !== rotate) return;
  await deps.guard.allow(ref.connection, vscode.l10n.t('Rotate {0}', name));
  await withProgress(vscode.l10n.t('Rotating {0}', name), (signal) => deps.keys.rotateNow(ref, signal), {
    quiet: true,
  });
  await deps.refreshKey(ref);
  didStep('rotate');
  notify(vscode.l10n.t('The rotation of {0} in {1} has begun.', name, ref.region));
}

async function history(deps: KeysDeps, ref: KeyRef): Promise<void> {
  const name = deps.directory.nameOf(ref);
  await demand(deps, 'rotationHistory', ref);
  const facts = await withProgress(
    vscode.l10n.t('Reading the rotations of {0}', name),
    async (signal) => {
      const [status, rotations] = await Promise.all([
        deps.keys.rotationStatus(ref, signal),
        deps.keys.listRotations(ref, signal),
      ]);
      return rotationFacts(status, rotations, deps.clock(ref.connection));
    },
    { quiet: true },
  );
  await chooseRow(
    facts.map((fact) => ({
      icon: fact.icon,
      label: fact.label,
      description: fact.description,
      detail: fact.tooltip.replace(/[`*]/g, '').replace(/\n+/g, ' · '),
    })),
    { title: vscode.l10n.t('Rotations of {0}', name), matchOnDetail: true },
  );
}
