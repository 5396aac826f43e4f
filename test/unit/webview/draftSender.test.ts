import { expect, it } from 'vitest';
import { draftSender } from '../../../webview/wizard/sending';

/** A host that answers when it is told to. */
function stand() {
  const waiting: { revision: number; answer: (value?: string) => void; refuse: (error: Error) => void }[] =
    [];
  const log: string[] = [];
  let revision = 0;
  const sender = draftSender<{ revision: number }, string>({
    current: () => ({ revision }),
    send: (draft) =>
      new Promise((resolve, reject) =>
        waiting.push({ revision: draft.revision, answer: resolve, refuse: reject }),
      ),
    answered: (of, answer) => log.push(`${of}: ${answer}`),
    fail: (error) => log.push(String(error)),
  });
  const edit = () => {
    revision += 1;
    sender.send();
  };
  const sent = () => waiting.map((one) => one.revision);
  return { sender, edit, log, waiting, sent };
}

it('sends one draft at a time, and of those that follow only the newest', async () => {
  const { sender, edit, log, waiting, sent } = stand();
  edit();
  edit();
  edit();
  expect(sent()).toEqual([1]);
  const settled = sender.settled();
  waiting[0]?.answer('first');
  await expect.poll(sent).toEqual([1, 3]);
  waiting[1]?.answer('third');
  await settled;
  expect(log).toEqual(['1: first', '3: third']);
});

it('goes on after a failure, and says it', async () => {
  const { sender, edit, log, waiting } = stand();
  edit();
  edit();
  waiting[0]?.refuse(new Error('AWS did not answer.'));
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.answer('second');
  await sender.settled();
  expect(log).toEqual(['Error: AWS did not answer.', '2: second']);
});

it('sends nothing that the host has, and draws no answer that is none', async () => {
  const { sender, edit, log, waiting, sent } = stand();
  sender.known(0);
  sender.send();
  await sender.settled();
  expect(sent()).toEqual([]);
  edit();
  waiting[0]?.answer(undefined);
  await sender.settled();
  expect(log).toEqual([]);
});
