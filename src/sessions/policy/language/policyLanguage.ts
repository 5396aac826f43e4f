import { Emitter } from '../../../async/emitter';
import type { AssistContext } from '../../../core/policy/complete/completion';
import type { CheckLevels } from '../../../core/policy/file/levels';
import type { Known } from '../../../core/policy/known';
import type { ConnectionPort, Place } from '../../../core/ports';
import type { Store } from '../../store';
import { Bindings } from './bindings';
import { PolicyDocuments, type DocumentPorts } from './documents';
import { judge, type Judged } from './findings';
import { assistContextOf, knownOf } from './knowledge';
import { Owners, type OwnerPorts } from './owners';
import { KnownUsers, type PrincipalPorts } from './knownUsers';
import type { TextDocument } from './text';

/** What the language needs of whoever shows it: an editor, a language server, a tool. */
export interface LanguagePorts extends DocumentPorts, OwnerPorts, PrincipalPorts {
  connections: ConnectionPort;
  /** Remembers which file is bound to which key, and which are treated as policies. */
  store: Store;
  /** The setting `kms.policy.checks`, as it stands for a document. */
  checks(document: TextDocument): CheckLevels;
  /** Names of a Region's aliases, as far as they have been listed. */
  aliasesOf(place: Place): readonly string[];
}

/**
 * Everything about key policies in texts: what is in them, what the checks say, whose they are and what is known of
 * that key. Knows no editor; what a person is shown at a place is in the files beside, one for each kind of question.
 */
export class PolicyLanguage {
  readonly #ports: LanguagePorts;
  readonly bindings: Bindings;
  readonly documents: PolicyDocuments;
  readonly owners: Owners;
  readonly #users: KnownUsers;
  readonly #outdated = new Emitter<void>();
  readonly #listening: readonly { dispose(): void }[];
  /** Grows when documents are to be judged again although their texts are the same. */
  #epoch = 0;

  /** What the checks say may be something else now, in any document. */
  readonly onDidOutdate = this.#outdated.event;

  constructor(ports: LanguagePorts) {
    this.#ports = ports;
    this.bindings = new Bindings(ports.store);
    this.documents = new PolicyDocuments(ports, this.bindings);
    this.owners = new Owners(ports, this.bindings);
    this.#users = new KnownUsers(ports);
    this.#listening = [
      this.bindings.onDidChange((uri) => {
        this.documents.forget(uri);
        this.judgeAgain();
      }),
      this.owners.onDidChange(() => this.judgeAgain()),
      this.#users.onDidChange(() => this.judgeAgain()),
    ];
  }

  /** What the checks say of the document, once for each version and state of knowledge. */
  findings(document: TextDocument): Promise<readonly Judged[]> {
    const known = this.documents.of(document);
    if (known.judged?.epoch === this.#epoch) return known.judged.findings;
    const findings = this.#judge(document);
    known.judged = { epoch: this.#epoch, findings };
    return findings;
  }

  /** What the checks may take as known of the document, at this moment. */
  knownOf(uri: string): Known {
    return knownOf(this.owners.ownerOf(uri), (connection) => this.#users.of(connection));
  }

  /** What completion and hover know beside the text, at this moment. */
  contextOf(uri: string): AssistContext {
    const owner = this.owners.ownerOf(uri);
    const aliases = owner ? this.#ports.aliasesOf(owner.ref) : [];
    return assistContextOf(owner, (connection) => this.#users.of(connection), aliases);
  }

  /** The levels of the checks have changed, or what is known of keys. */
  judgeAgain(): void {
    this.#epoch += 1;
    this.#outdated.fire();
  }

  /** Which files are policies has changed. */
  readAgain(): void {
    this.documents.forgetAll();
    this.judgeAgain();
  }

  dispose(): void {
    for (const one of [...this.#listening, this.owners, this.#users, this.#outdated]) one.dispose();
  }

  async #judge(document: TextDocument): Promise<readonly Judged[]> {
    const reading = await this.documents.of(document).reading;
    return judge(reading, () => this.knownOf(document.uri), {
      setting: this.#ports.checks(document),
      matches: (pattern) => this.#ports.matches(document, pattern),
    });
  }
}
