import type { OutsideHttp } from './outside/http';
import type { ClosableHttp } from './outside/makeOutsideHttp';
import type { Destination } from './port';

/** The case queues that reports may go to, by name. */
export interface Destinations {
  names: readonly string[];
  /** @throws when no destination has that name: routes are checked at the start, so it is a bug */
  get(name: string): Destination;
  find(name: string): Destination | undefined;
  /** What people are shown instead of a name; the name itself where no title is configured. */
  title(name: string): string;
  /** The way to a destination's own addresses. @throws for one that has no outside */
  http(name: string): OutsideHttp;
  close(): Promise<void>;
}

/** A destination and its way outside; the built-in desk has none. */
export interface Placed {
  destination: Destination;
  http?: ClosableHttp;
  title?: string | undefined;
}

/** Where a report goes: the destination whose case decides its state, and those that get the case as well. */
export interface Route {
  lead: string;
  copies: readonly string[];
}

/** @throws when two have the same name */
export function makeDestinations(placed: readonly Placed[]): Destinations {
  const byName = new Map(placed.map((each) => [each.destination.name, each]));
  if (byName.size !== placed.length) throw new Error('two destinations have the same name');
  const find = (name: string): Placed => {
    const found = byName.get(name);
    if (!found) throw new Error(`no destination is called ${name}`);
    return found;
  };
  return {
    names: [...byName.keys()],
    get: (name) => find(name).destination,
    find: (name) => byName.get(name)?.destination,
    title: (name) => byName.get(name)?.title ?? name,
    http(name) {
      const { http } = find(name);
      if (!http) throw new Error(`${name} has no outside`);
      return http;
    },
    async close() {
      await Promise.all(placed.map(({ destination }) => destination.close?.()));
      await Promise.all(placed.map(({ http }) => http?.close()));
    },
  };
}
