import type { Layer, Place, Reason, Step } from './model';
import type { Situation } from './situation';
import { unsparedInWords } from './unspared';

/** How people call each kind of policy. */
export const layerNames: Record<Layer, string> = {
  'key-policy': 'key policy',
  'identity-policy': 'IAM policy',
  grant: 'grant',
  'service-control-policy': 'service control policy',
  'resource-control-policy': 'resource control policy',
  'permissions-boundary': 'permissions boundary',
  'session-policy': 'session policy',
  'root-user': 'root user',
  operation: 'operation',
};

/** `statement 2 ("Allow use") of the key policy`; statements are counted from one, as people do. */
export function placeInWords(place: Place): string {
  if (place.grantId !== undefined) return `grant ${place.grantId}`;
  const policy = `the ${layerNames[place.layer]}${place.policy === undefined ? '' : ` ${place.policy}`}`;
  if (place.statement === undefined) return policy;
  const sid = place.sid === undefined ? '' : ` (“${place.sid}”)`;
  return `statement ${place.statement + 1}${sid} of ${policy}`;
}

/** A step that allows, or that leaves the decision to the caller's account. */
export function allows(step: Step, situation: Situation): Reason {
  const where = capital(placeInWords(step));
  const { action } = situation.request;
  if (step.outcome === 'delegated')
    return {
      ...placeOf(step),
      effect: 'delegates',
      text: `${where} leaves ${action} to the IAM policies of account ${situation.identity.account ?? ''}.`,
    };
  return { ...placeOf(step), effect: 'allows', text: `${where} allows ${action}.` };
}

/** A step that denies. */
export function denies(step: Step, situation: Situation): Reason {
  const why = step.unspared === undefined ? '' : ` ${unsparedInWords(step.unspared, situation.identity)}`;
  const text = `${capital(placeInWords(step))} denies ${situation.request.action}.${why} A Deny wins over everything.`;
  return { ...placeOf(step), effect: 'denies', text };
}

/** A kind of policy that does not allow, though it would have to. */
export function lacks(layer: Layer, situation: Situation): Reason {
  return { layer, effect: 'lacks', text: lacksText(layer, situation) };
}

/** The sentence for it. */
export function lacksText(layer: Layer, situation?: Situation): string {
  const action = situation?.request.action ?? 'the request';
  if (layer !== 'key-policy') return `No ${layerNames[layer]} of the caller allows ${action}.`;
  if (situation === undefined || situation.identity.type === 'Service')
    return `The key policy does not allow ${action} to the caller, and no grant does.`;
  return `The key policy does not allow ${action}, neither to the caller nor to its account, and no grant does.`;
}

function placeOf(step: Step): Place {
  const { layer, policy, statement, sid, grantId } = step;
  return {
    layer,
    ...(policy !== undefined && { policy }),
    ...(statement !== undefined && { statement }),
    ...(sid !== undefined && { sid }),
    ...(grantId !== undefined && { grantId }),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
