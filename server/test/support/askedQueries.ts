import mongoose from 'mongoose';

type Filter = mongoose.mongo.Filter<mongoose.mongo.BSON.Document>;

/** A question put to the database. */
export interface Asked {
  collection: string;
  filter: Filter;
  sort: mongoose.mongo.Sort;
}

/** Hears every question from now on. */
export function listen(): { questions: Asked[]; stop(): void } {
  const questions: Asked[] = [];
  mongoose.set(
    'debug',
    (collection: string, method: string, filter: Filter, options?: { sort?: mongoose.mongo.Sort }) => {
      if (/^(find|count|update|delete)/.test(method))
        questions.push({ collection, filter, sort: method === 'find' ? (options?.sort ?? {}) : {} });
    },
  );
  return { questions, stop: () => mongoose.set('debug', false) };
}

/** Which of the questions would read a whole collection. */
export async function scans(questions: readonly Asked[]): Promise<string[]> {
  const found: string[] = [];
  for (const { collection, filter, sort } of questions) {
    const plan = await mongoose.connection.collection(collection).find(filter).sort(sort).explain('queryPlanner');
    if (JSON.stringify(plan).includes('"COLLSCAN"')) found.push(`${collection} ${JSON.stringify(filter)}`);
  }
  return found;
}
