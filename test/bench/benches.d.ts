/** Made by the bundler: every `*.bench.ts` beside it, by name. */
declare module 'virtual:benches' {
  export const benches: Record<
    string,
    () => Promise<{
      run(): Promise<{ name: string; value: number; unit: string; limit?: string | number | undefined }[]>;
    }>
  >;
}
