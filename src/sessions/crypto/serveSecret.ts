import type { Disposable } from '../../async/emitter';
import { count } from '../../core/crypto/limits';
import { encodingsOf, written, type ResultPart } from '../../core/crypto/outputForms';
import type { Channel } from '../../protocol/channel';
import { isSecretChoice, type SecretMethods, type SecretView } from '../../protocol/secret';
import { serve } from '../../protocol/serve';
import { isNothing, isNumber } from '../../protocol/shape';

/** What only the editor can do for the page. */
export interface SecretHost {
  copy(text: string, secret: boolean): Promise<void>;
  save(part: ResultPart): Promise<void>;
  log(doing: string, error: unknown): void;
}

/** Shows secrets on a page that lives in memory only. Disposed of, it empties their buffers. */
export function serveSecret(
  channel: Channel,
  { title, parts }: { title: string; parts: readonly ResultPart[] },
  host: SecretHost,
): Disposable {
  const served = serve<SecretMethods>(
    channel,
    {
      start: { accepts: isNothing, run: () => viewOf(title, parts) },
      copy: {
        accepts: isSecretChoice,
        async run({ part, form }) {
          const chosen = parts[part];
          const encoding = chosen && encodingsOf(chosen)[form];
          if (chosen && encoding !== undefined) await host.copy(written(chosen, encoding), chosen.secret);
        },
      },
      save: {
        accepts: isNumber,
        async run(part) {
          const chosen = parts[part];
          if (chosen) await host.save(chosen);
        },
      },
    },
    // The words of a failure could repeat what was copied: only that it failed is told.
    (method, error) => host.log(`answer ${method}`, error),
  );
  return {
    dispose() {
      served.dispose();
      for (const { bytes } of parts) bytes.fill(0);
    },
  };
}

function viewOf(title: string, parts: readonly ResultPart[]): SecretView {
  return {
    title,
    parts: parts.map((part) => ({
      ...{ name: part.name, size: count(part.bytes.length), secret: part.secret },
      forms: encodingsOf(part).map((encoding) => ({ name: encoding, text: written(part, encoding) })),
    })),
  };
}
