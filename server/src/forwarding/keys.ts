/** The key a destination sees: the same report and round is the same case, however often it is sent. */
export const keyOf = (reportId: string, round: number): string => `${reportId}:${round}`;

/** A key taken apart; undefined when it is none of ours. */
export function parseKey(key: string): { reportId: string; round: number } | undefined {
  const match = /^([A-Za-z0-9_-]{1,64}):(\d{1,4})$/.exec(key);
  return match ? { reportId: match[1]!, round: Number(match[2]) } : undefined;
}
