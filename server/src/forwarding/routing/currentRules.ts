import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlingUnits } from '../../modules/units/queries';
import { serverRoot } from '../../serverRoot';
import type { Services } from '../../services';
import { type RoutingRules, readRules } from './rules';

const demonstration = join(serverRoot, 'data', 'demonstration', 'routes.json');
const read = new WeakMap<Services, Promise<RoutingRules>>();

/**
 * The routing of this installation: the file ROUTES, or that of the demonstration. Read and checked once.
 * @throws RoutingMistakes
 */
export function currentRules(services: Services): Promise<RoutingRules> {
  let rules = read.get(services);
  if (!rules) {
    rules = load(services);
    read.set(services, rules);
    rules.catch(() => read.delete(services));
  }
  return rules;
}

async function load({ env, destinations }: Services): Promise<RoutingRules> {
  const units = (await handlingUnits()).map(({ _id }) => _id);
  return readRules(readFileSync(env.ROUTES ?? demonstration, 'utf8'), { destinations: destinations.names, units });
}
