/** Made by the bundler: loads every `*.test.ts` beside it. */
declare module 'virtual:host-suites' {
  export function register(): void;
}
