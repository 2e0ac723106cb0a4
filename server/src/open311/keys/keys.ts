import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../../ids';
import { KeyModel, type KeyRecord, type Scope } from './model';

/** A key is 32 random bytes, so a plain hash of it tells nothing. */
const hash = (key: string): string => createHash('sha256').update(key).digest('base64url');

export interface KeyWishes {
  name: string;
  scopes: Scope[];
  ratePerMinute: number;
}

/** Makes a key. It is told this once. */
export async function makeKey(wishes: KeyWishes, now: Date): Promise<{ id: string; key: string }> {
  const key = `o311_${randomBytes(32).toString('base64url')}`;
  const id = newId();
  await KeyModel.create({ ...wishes, _id: id, hash: hash(key), demonstration: false, createdAt: now });
  return { id, key };
}

/** The key that holds now; undefined for an unknown or revoked one. */
export async function keyNamed(given: string): Promise<KeyRecord | undefined> {
  const record = await KeyModel.findOne({ hash: hash(given) }).lean<KeyRecord>();
  return record && !record.revokedAt ? record : undefined;
}

/** Every key there is or was. */
export const allKeys = (): Promise<KeyRecord[]> =>
  KeyModel.find({}).sort({ _id: 1 }).limit(1000).lean<KeyRecord[]>().exec();

/** Ends a key; what came with it stays. Says whether there was one to end. */
export async function revokeKey(id: string, now: Date): Promise<boolean> {
  const ended = await KeyModel.updateOne({ _id: id, revokedAt: { $exists: false } }, { $set: { revokedAt: now } });
  return ended.modifiedCount === 1;
}

const DEMONSTRATION = { id: 'demonstration', key: 'demo', name: '开放接口示范' };

/** The key `demo` of the demonstration. It is no secret and exists nowhere else. */
export async function seedDemonstrationKey(now: Date): Promise<void> {
  const { id, key, name } = DEMONSTRATION;
  const scopes: Scope[] = ['report', 'update'];
  await KeyModel.updateOne(
    { _id: id },
    {
      $set: { hash: hash(key), name, scopes, ratePerMinute: 60, demonstration: true },
      $setOnInsert: { createdAt: now },
    },
    { upsert: true },
  );
}

/** Ends the key `demo` where there is no demonstration (any more). */
export async function removeDemonstrationKey(): Promise<void> {
  await KeyModel.deleteOne({ _id: DEMONSTRATION.id });
}
