import type { Place } from '../ports';

/** "sandbox · us-east-1", "acme · eu-west-1". */
export function placeWords({ connection, region }: Place): string {
  return `${connection.replace(/^profile:/, '')} · ${region}`;
}
