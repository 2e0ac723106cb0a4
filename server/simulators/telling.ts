/** A signed call of a platform to a hook, ready to be sent as often and in whatever order a test likes. */
export interface Push {
  headers: Record<string, string>;
  body: Buffer;
}

/** How calls leave on a bad day: each twice; in the order that `random` (0 to below 1) makes. */
export interface Telling {
  repeated?: boolean;
  random?: () => number;
}

/** Sends one call; status and body of the answer. Nobody there counts as 0. */
export async function send(hook: string, push: Push): Promise<{ status: number; body: string }> {
  try {
    const response = await fetch(hook, { method: 'POST', headers: push.headers, body: new Uint8Array(push.body) });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}

/** Sends calls one after another. Returns those that were not answered 2xx, to be sent again. */
export async function tellAll(
  hook: string,
  pushes: readonly Push[],
  { repeated = false, random }: Telling = {},
): Promise<Push[]> {
  const untold = new Set<Push>();
  for (const push of inOrder(repeated ? pushes.flatMap((each) => [each, each]) : pushes, random)) {
    const { status } = await send(hook, push);
    if (status < 200 || status > 299) untold.add(push);
    else untold.delete(push);
  }
  return [...untold];
}

function inOrder<T>(list: readonly T[], random: (() => number) | undefined): T[] {
  const order = [...list];
  if (!random) return order;
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
