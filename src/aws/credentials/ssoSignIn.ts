/** What signs a profile in at IAM Identity Center. */
export interface SsoSignIn {
  startUrl: string;
  region: string;
  /** Name of the `sso-session` section; undefined where the profile says it all itself. */
  session: string | undefined;
  /** The token file that `aws sso login` writes. */
  file: string;
}
