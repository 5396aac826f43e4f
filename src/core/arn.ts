/** An ARN taken apart. It travels in this form: nobody cuts the text a second time. */
export interface Arn {
  /** As it came. */
  text: string;
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** The six fields of an ARN, or undefined where the text is none. The resource may itself contain colons. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...resource] = text.split(':');
  if (
    prefix !== 'arn' ||
    !partition ||
    !service ||
    region === undefined ||
    account === undefined ||
    resource.length === 0
  )
    return undefined;
  return { text, partition, service, region, account, resource: resource.join(':') };
}

/** The ARN of these fields. */
export function arnFrom({ partition, service, region, account, resource }: Omit<Arn, 'text'>): Arn {
  const text = `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return { text, partition, service, region, account, resource };
}

/** `alice` of a user, `work` of the session of a role: what stands last in the ARN of an identity. */
export function shortNameOf(arn: string): string {
  return (parseArn(arn)?.resource ?? '').replace(/^.*\//, '');
}
