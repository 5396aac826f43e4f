/** Keeps small values over sessions; the editor's Memento fits. */
export interface Store {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
