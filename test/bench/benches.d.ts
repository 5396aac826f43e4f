/** Made by the bundler: every `*.bench.ts` beside it, by name. */
declare module 'virtual:benches' {
  import type { Figure } from './main';
  export const benches: Record<string, () => Promise<{ run(): Promise<Figure[]> }>>;
}
