/** How long a server may take, and how often the SDK tries in all. */
export interface Patience {
  connectionMs: number;
  /** Until the head of an answer is there. */
  requestMs: number;
  attempts: number;
  /** Until the whole answer is there, all tries included; 30 seconds unless given. */
  totalMs?: number;
}

export const defaultPatience: Patience = { connectionMs: 5_000, requestMs: 20_000, attempts: 3 };

export const defaultTotalMs = 30_000;
