/** How long a server may take, and how often a request that it failed is sent in all. */
export interface Patience {
  connectionMs: number;
  /** Until the head of an answer is there. */
  requestMs: number;
  attempts: number;
  /** Until the whole answer is there, all tries included; 30 seconds unless given. */
  totalMs?: number;
  /** How long a quota may refuse everything before its requests fail, see `Scheduler`. */
  refusedMs?: number;
}

export const defaultPatience: Patience = { connectionMs: 5_000, requestMs: 20_000, attempts: 3 };

export const defaultTotalMs = 30_000;
