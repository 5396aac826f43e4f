/** What the page of the parts asks its host for. */
export interface PartsMethods {
  grants: { in: undefined; out: string[] };
  describe: { in: string; out: string };
}
