/** Sends the draft to the host; while one is on its way, only the newest of what follows is sent. */
export interface DraftSender {
  /** Sends the draft as it is now, unless the host has it. */
  send(): void;
  /** Resolves once the host has the newest draft and has answered. */
  settled(): Promise<void>;
  /** The host has the draft of this revision. */
  known(revision: number): void;
}

export function draftSender<Draft extends { revision: number }, Answer>(options: {
  /** Absent before the host's first answer. */
  current: () => Draft | undefined;
  send: (draft: Draft) => Promise<Answer | undefined>;
  answered: (revision: number, answer: Answer) => void;
  fail: (error: unknown) => void;
}): DraftSender {
  let sending: Promise<void> | undefined;
  let sent = -1;

  async function sendAll(): Promise<void> {
    for (let draft = options.current(); draft && draft.revision !== sent; draft = options.current()) {
      const { revision } = draft;
      sent = revision;
      try {
        const answer = await options.send(draft);
        if (answer !== undefined) options.answered(revision, answer);
      } catch (error) {
        options.fail(error);
      }
    }
  }

  return {
    send() {
      sending ??= sendAll().finally(() => (sending = undefined));
    },
    async settled() {
      while (sending) await sending;
    },
    known(revision) {
      sent = revision;
    },
  };
}
