import type { KeyRef } from '../../core/keys/model';
import type { Wrapping } from '../../core/kms/wrapping';
import type { Fingerprint } from '../../core/material/fingerprint';
import type { MaterialChoice } from '../../core/material/plan';
import type { PreparedImport } from './preparedImports';

/** Where the material comes from. `continue` takes up what was prepared; `bring` asks for a token, too. */
export type Source = 'file' | 'generate' | 'elsewhere' | 'continue' | 'bring' | 'script';

/** A file that a person chose. */
export interface ChosenFile {
  name: string;
  /** Overwritten after use. */
  bytes: Uint8Array;
}

/** A replica that can get the material, too. */
export interface ReplicaOffer {
  ref: KeyRef;
  /** It needs it. */
  picked: boolean;
  /** Its state in words; absent where it could not be read. */
  state?: string;
}

/** What a person is asked on the way to an import; undefined or false where they leave. */
export interface ImportQuestions {
  choice(choices: readonly MaterialChoice[]): Promise<MaterialChoice | undefined>;
  /** What they should know before; true where they go on. */
  facts(facts: readonly string[]): Promise<boolean>;
  source(sources: readonly Source[], prepared: PreparedImport | undefined): Promise<Source | undefined>;
  file(what: 'material' | 'wrapped' | 'token'): Promise<ChosenFile | undefined>;
  passphrase(file: string, wrong: boolean): Promise<string | undefined>;
  /** Says what is wrong with a file; true where they choose another. */
  another(file: string, problem: string): Promise<boolean>;
  /** The file was read otherwise than it stands; true where that is right. */
  readAs(file: string, note: string): Promise<boolean>;
  /** Generated material can be kept now or never; true where they go on. */
  keep(material: Uint8Array, isSecret: boolean): Promise<boolean>;
  /** The material is not what was imported before, or was imported already; true where they go on. */
  unlike(problem: 'other' | 'known', known: Fingerprint): Promise<boolean>;
  wrapping(choices: readonly Wrapping[]): Promise<Wrapping | undefined>;
  expiry(): Promise<{ validTo?: number } | undefined>;
  description(): Promise<string | undefined>;
  /** Which replicas get the material too. */
  replicas(offers: readonly ReplicaOffer[]): Promise<readonly KeyRef[] | undefined>;
  /** Some Regions failed; true where they are tried again. */
  again(failures: ReadonlyMap<KeyRef, unknown>): Promise<boolean>;
  /** Saves wrapping key, token and instructions; answers the folder. */
  save(files: ReadonlyMap<string, Uint8Array>): Promise<string | undefined>;
  /** Reads a file of the folder that `save` answered; undefined where it is not there any more. */
  saved(folder: string, name: string): Promise<Uint8Array | undefined>;
  /** Shows a shell script. */
  script(text: string): Promise<void>;
}
