import { isRecord } from '../core/json';
import { isArrayOf, isNumber, isObjectWith, isString } from './shape';

/** A part in one of the ways to write it. */
export interface SecretForm {
  name: string;
  text: string;
}

export interface SecretPart {
  name: string;
  /** "34 bytes" */
  size: string;
  secret: boolean;
  forms: SecretForm[];
}

/** What the page shows. It is never kept: neither by the page nor by the editor. */
export interface SecretView {
  title: string;
  parts: SecretPart[];
}

/** One way to write one part, by their positions. */
export interface SecretChoice {
  part: number;
  form: number;
}

/** Requests of the page. */
export interface SecretMethods {
  start: { in: undefined; out: SecretView };
  copy: { in: SecretChoice; out: undefined };
  /** Writes the bytes of a part to a file, once the person has confirmed that. */
  save: { in: number; out: undefined };
}

export const isSecretChoice = isObjectWith<SecretChoice>({ part: isNumber, form: isNumber });

const isForm = isObjectWith<SecretForm>({ name: isString, text: isString });

/** What comes from the host, checked for the shape that the page relies on. */
export const isSecretView = (value: unknown): value is SecretView =>
  isRecord(value) &&
  isString(value['title']) &&
  isArrayOf(
    (part): part is SecretPart =>
      isRecord(part) && isString(part['name']) && isString(part['size']) && isArrayOf(isForm)(part['forms']),
  )(value['parts']);
