import type { GrantParty, NewGrant } from '../core/keys/model';
import type { GrantPort } from '../core/ports';
import type { Clients } from './clients';
import { grantOf, present } from './keyMetadata';
import { caller, nextOf } from './kmsCall';
import { paged } from './paging';
import { required } from './required';

/** Grants over the AWS SDK. */
export function awsGrants(clients: Clients): GrantPort {
  const call = caller(clients);
  return {
    pages: (ref, signal) =>
      paged(async (Marker) => {
        const asked = { KeyId: ref.arn, Limit: 100, ...present({ Marker }) };
        const answer = await call('ListGrants', asked, ref, signal);
        return { items: required(answer.Grants).map(grantOf), next: nextOf(answer) };
      }),
    async create(ref, grant, signal) {
      const answer = await call('CreateGrant', { KeyId: ref.arn, ...createGrantInput(grant) }, ref, signal);
      return { id: required(answer.GrantId), token: required(answer.GrantToken) };
    },
    async revoke(ref, GrantId, signal) {
      await call('RevokeGrant', { KeyId: ref.arn, GrantId }, ref, signal);
    },
    async retire(ref, GrantId, signal) {
      await call('RetireGrant', { KeyId: ref.arn, GrantId }, ref, signal);
    },
    retirable: (place, RetiringPrincipal, signal) =>
      paged(async (Marker) => {
        const asked = { RetiringPrincipal, Limit: 100, ...present({ Marker }) };
        const answer = await call('ListRetirableGrants', asked, place, signal);
        return { items: required(answer.Grants).map(grantOf), next: nextOf(answer) };
      }),
  };
}

function createGrantInput(grant: NewGrant) {
  const constraints = present({
    EncryptionContextEquals: grant.encryptionContextEquals,
    EncryptionContextSubset: grant.encryptionContextSubset,
    SourceArn: grant.sourceArn,
  });
  return {
    ...party('Grantee', grant.grantee),
    ...(grant.retiring && party('Retiring', grant.retiring)),
    Operations: grant.operations,
    ...(Object.keys(constraints).length > 0 && { Constraints: constraints }),
    ...present({ Name: grant.name }),
  };
}

function party<R extends 'Grantee' | 'Retiring'>(role: R, { kind, name }: GrantParty) {
  const field = kind === 'service' ? (`${role}ServicePrincipal` as const) : (`${role}Principal` as const);
  return { [field]: name } as { [F in typeof field]?: string };
}
