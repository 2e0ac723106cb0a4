import type { Doc } from '../bson/values';
import { PLANE_INDEX } from '../geo/entries';
import type { Plan } from '../planner/plan';
import type { CollectionMeta } from '../storage/catalogue';
import type { Store } from '../storage/store';
import { countSteps, countsByKeys } from './count';
import { findSteps, planQuery, type Query, type Step } from './find';
import { paced } from './pacing';

function nearStage({ index, near }: Plan): Doc {
  const { key, name, '2dsphereIndexVersion': indexVersion } = index!;
  const { predicate, most } = near!;
  const { path, near: asked } = predicate;
  const { least, unit } = asked;
  return {
    stage: key[path] === PLANE_INDEX ? 'GEO_NEAR_2D' : 'GEO_NEAR_2DSPHERE',
    keyPattern: key,
    indexName: name,
    indexVersion,
    path,
    minDistance: least * unit,
    maxDistance: most * unit,
  };
}

function scanStage(plan: Plan): Doc {
  if (plan.branches) return { stage: 'OR', inputStages: plan.branches.map(scanStage) };
  if (plan.near) return nearStage(plan);
  const direction = plan.reverse ? 'backward' : 'forward';
  if (!plan.index || plan.index.natural) return { stage: 'COLLSCAN', direction };
  return {
    stage: 'IXSCAN',
    keyPattern: plan.index.key,
    indexName: plan.index.name,
    isMultiKey: plan.index.multikey.some(Boolean),
    isUnique: Boolean(plan.index.unique),
    direction,
    ranges: plan.groups.reduce((sum, { ranges }) => sum + ranges.length, 0),
    ...(plan.merge && { merge: 'SORT_MERGE' }),
    ...(plan.estimate !== undefined && { estimatedKeys: plan.estimate }),
  };
}

/** The plan in mongod's shape: [LIMIT >] [SORT >] FETCH > IXSCAN, or COLLSCAN, COUNT_SCAN, OR. */
function stages(plan: Plan, query: Query, counting: boolean): Doc {
  let stage = scanStage(plan);
  if (counting && countsByKeys(plan)) stage = { ...stage, stage: 'COUNT_SCAN' };
  else if (stage.stage !== 'COLLSCAN') {
    stage = { stage: 'FETCH', ...(!plan.exact && { filter: query.filter }), inputStage: stage };
  } else if (!plan.exact) stage = { ...stage, filter: query.filter };
  if (!plan.sorted) stage = { stage: 'SORT', sortPattern: query.sort, inputStage: stage };
  if (query.limit) stage = { stage: 'LIMIT', limitAmount: Math.abs(query.limit), inputStage: stage };
  return stage;
}

/** The answer to `explain`. With any verbosity but `queryPlanner` the query is also run, and what it looked at counted. */
export async function explainQuery(
  store: Store,
  collection: CollectionMeta,
  query: Query,
  verbosity: string,
  counting: boolean,
): Promise<Doc> {
  const plan = planQuery(store, collection, query);
  const winningPlan = stages(plan, query, counting);
  const queryPlanner = {
    namespace: collection.ns,
    parsedQuery: query.filter,
    winningPlan,
    rejectedPlans: (plan.rejected ?? []).map(scanStage),
  };
  if (verbosity === 'queryPlanner') return { explainVersion: '1', queryPlanner, ok: 1 };
  const started = performance.now();
  const effort = { keys: 0, docs: 0 };
  let nReturned = 0;
  if (counting && countsByKeys(plan)) {
    nReturned = (await paced(countSteps(store, collection, query), () => true)) ?? 0;
    effort.keys = nReturned;
  } else {
    const look = (step: Step): boolean => {
      if (step) nReturned++;
      return true;
    };
    await paced(findSteps(store, collection, query, effort, plan), look);
  }
  const executionStats = {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: effort.keys,
    totalDocsExamined: effort.docs,
    executionStages: winningPlan,
  };
  return { explainVersion: '1', queryPlanner, executionStats, ok: 1 };
}
