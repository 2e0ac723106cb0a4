import { giveWay } from '../../src/localdb/execution/pacing';

/** Calls `act` with 0, 1, 2, ... until the work has ended; returns how often. */
export async function meanwhile(work: Promise<unknown>, act: (i: number) => unknown): Promise<number> {
  let ended = false;
  const watched = work.finally(() => {
    ended = true;
  });
  watched.catch(() => undefined); // awaited below
  let i = 0;
  while (!ended) {
    await act(i++);
    await giveWay(); // as a connection does between two commands
  }
  await watched;
  return i;
}
