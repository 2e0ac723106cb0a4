import mongoose, { Schema } from 'mongoose';
import { type LocalDatabase, startLocalDatabase } from '../../src/localdb/server';
import { temporaryFolder } from './temporaryDatabase';

const folder = temporaryFolder();
const connection = mongoose.createConnection();
let server: LocalDatabase;

const pointSchema = new Schema(
  { type: { type: String, enum: ['Point'], required: true }, coordinates: { type: [Number], required: true } },
  { _id: false },
);
const Kiosk = connection.model(
  'Kiosk',
  new Schema({ name: String, open: Boolean, at: { type: pointSchema, index: '2dsphere' } }),
);

function kiosk(name: string, lng: number, lat: number, open = true) {
  return { name, open, at: { type: 'Point' as const, coordinates: [lng, lat] } };
}

beforeAll(async () => {
  server = await startLocalDatabase({ path: folder.path, durability: 'none' });
  await connection.openUri(server.uri, { dbName: 'goose' });
  await Kiosk.init();
  await Kiosk.create([
    kiosk('by the lake', 120.76, 30.75),
    kiosk('at the station', 120.7605, 30.7505),
    kiosk('closed', 120.7601, 30.7501, false),
    kiosk('in the next town', 120.9, 30.84),
  ]);
});
afterAll(async () => {
  await connection.close();
  await server.close();
  folder.remove();
});

test('a schema with GeoJSON makes its index once', async () => {
  const indexes = await Kiosk.collection.indexes();
  expect(indexes).toMatchObject([{ name: '_id_' }, { key: { at: '2dsphere' }, name: 'at_2dsphere' }]);
  expect(await Kiosk.syncIndexes()).toEqual([]);
  expect(await Kiosk.diffIndexes()).toMatchObject({ toDrop: [], toCreate: [] });
});

test('Mongoose finds by place: near, within, intersecting, and by $geoNear', async () => {
  const center = { type: 'Point' as const, coordinates: [120.7602, 30.7502] as [number, number] };
  const near = await Kiosk.find({ open: true }).where('at').near({ center, maxDistance: 500, spherical: true });
  expect(near.map(({ name }) => name)).toEqual(['by the lake', 'at the station']);
  const ring = [
    [120.75, 30.74],
    [120.77, 30.74],
    [120.77, 30.76],
    [120.75, 30.76],
    [120.75, 30.74],
  ];
  const region = { type: 'Polygon' as const, coordinates: [ring] };
  expect(await Kiosk.find().where('at').within(region)).toHaveLength(3);
  expect(await Kiosk.find().where('at').intersects().geometry(region)).toHaveLength(3);
  expect(await Kiosk.countDocuments({ at: { $geoWithin: { $centerSphere: [[120.76, 30.75], 20 / 6378.1] } } })).toBe(4);
  const [first] = await Kiosk.aggregate([
    { $geoNear: { near: center, distanceField: 'meters', query: { open: true } } },
  ]).project({ _id: 0, name: 1, meters: { $round: ['$meters', 0] } });
  expect(first).toEqual({ name: 'by the lake', meters: 29 });
});

test('a place that is none is refused, and Mongoose hears of it', async () => {
  await expect(Kiosk.create(kiosk('nowhere', 220, 95))).rejects.toMatchObject({ code: 16755 });
});
