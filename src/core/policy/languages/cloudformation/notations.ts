import { bracketed } from '../json/notation';
import type { Notation } from '../notation';
import { yamlBlockNotation } from '../yaml/notation';
import { jsonText, yamlText } from './references';

/** Values in a template of JSON. */
export const cloudFormationJson: Notation = bracketed(jsonText);

/** Values in a template of YAML that stand in brackets. */
export const yamlFlow: Notation = bracketed((text) => yamlText(text) ?? JSON.stringify(text));

/** Values in a template of YAML. */
export const yamlBlock: Notation = yamlBlockNotation(yamlText);
