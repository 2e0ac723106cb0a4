import { join } from 'node:path';
import { mongo } from 'mongoose';
import { bundleInto, startDatabase } from './databaseProcess';
import { type AnyDoc, temporaryFolder } from './temporaryDatabase';

const DOCUMENTS = 12_000;

test('an index whose building was cut short by a killed process is not there, and can be built again', async () => {
  const folder = temporaryFolder();
  const bundle = bundleInto(folder.path);
  const flags = [`--path=${join(folder.path, 'data')}`];
  const first = await startDatabase(bundle, flags);
  const client = await new mongo.MongoClient(first.uri).connect();
  const rows = client.db('test').collection<AnyDoc>('rows');
  await rows.insertMany(Array.from({ length: DOCUMENTS }, (_, _id) => ({ _id, u: `u${_id}`, tags: [_id, -_id] })));
  const built = rows.createIndexes([{ key: { u: 1 }, unique: true }, { key: { tags: 1 } }]).then(
    () => 'built',
    () => 'cut short',
  );
  await client.db('test').collection('others').insertOne({ n: 1 });
  await rows.insertOne({ _id: -1, u: 'new' }); // answered while the index is being built
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await built).toBe('cut short');
  await client.close();

  const second = await startDatabase(bundle, flags);
  const again = await new mongo.MongoClient(second.uri).connect();
  const kept = again.db('test').collection<AnyDoc>('rows');
  expect(await kept.findOne({ u: 'new' })).toMatchObject({ _id: -1 });
  expect((await kept.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  expect(await again.db('test').command({ validate: 'rows' })).toMatchObject({ valid: true, nrecords: DOCUMENTS + 1 });
  await kept.createIndex({ u: 1 }, { unique: true });
  expect((await kept.indexes()).map(({ name }) => name)).toEqual(['_id_', 'u_1']);
  expect(await again.db('test').command({ validate: 'rows' })).toMatchObject({ valid: true, nrecords: DOCUMENTS + 1 });
  await again.close();
  second.child.kill('SIGTERM');
  await second.ended;
  folder.remove();
});
