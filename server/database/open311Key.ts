import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { allKeys, makeKey, revokeKey } from '../src/open311/keys/keys';
import { KeyModel, type Scope, scopes } from '../src/open311/keys/model';
import { databaseUri } from './address';
import { runScript } from './progress';

const USAGE = `usage: npm run -s open311:key -- --name=NAME [--scopes=report,update] [--rate=60]
       npm run -s open311:key -- --list
       npm run -s open311:key -- --revoke=ID        each with [--uri=mongodb://…]`;
const RATE_MAX = 10_000;

/**
 * `npm run open311:key`: makes, lists and revokes keys of the Open311 server, on the running local database or the one of
 * MONGODB_URI. A new key is printed once and stored only as a hash; the program takes it at once.
 */
async function open311Key(): Promise<void> {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      scopes: { type: 'string', default: scopes.join(',') },
      rate: { type: 'string', default: '60' },
      list: { type: 'boolean', default: false },
      revoke: { type: 'string' },
      uri: { type: 'string' },
    },
  });
  const wanted = values.scopes
    .split(',')
    .filter((scope): scope is Scope => (scopes as readonly string[]).includes(scope));
  const rate = Number(values.rate);
  const name = values.name?.trim() ?? '';
  const makes = !values.list && values.revoke === undefined;
  const whole =
    wanted.length === values.scopes.split(',').length && Number.isInteger(rate) && rate >= 1 && rate <= RATE_MAX;
  if (makes && (!whole || !name || name.length > 40)) throw new Error(USAGE);
  await mongoose.connect(databaseUri(values.uri), { autoIndex: false, serverSelectionTimeoutMS: 5000 });
  try {
    await KeyModel.createIndexes();
    if (values.list) return await list();
    if (values.revoke !== undefined) return await revoke(values.revoke);
    const { id, key } = await makeKey({ name, scopes: wanted, ratePerMinute: rate }, new Date());
    console.log(`${id}  ${name}  ${wanted.join(',')}  ${rate}/min\n${key}`);
  } finally {
    await mongoose.disconnect();
  }
}

async function list(): Promise<void> {
  for (const { _id, name, scopes: may, ratePerMinute, revokedAt } of await allKeys())
    console.log(`${_id}  ${name}  ${may.join(',')}  ${ratePerMinute}/min${revokedAt ? '  revoked' : ''}`);
}

async function revoke(id: string): Promise<void> {
  if (!(await revokeKey(id, new Date()))) throw new Error(`there is no key ${id} to revoke`);
  console.log(`${id}  revoked`);
}

runScript(open311Key);
