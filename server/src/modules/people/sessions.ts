import { createHash, randomBytes } from 'node:crypto';
import { PersonModel, type PersonRecord, SessionModel, type SessionRecord } from './model';
import type { Person } from './person';

const SESSION_DAYS = 30;
const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Starts a session. The token is told once and stored only as a hash. */
export async function startSession(
  personId: string,
  now: Date,
  sealedOpenid?: string,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
  await SessionModel.create({
    _id: hash(token),
    personId,
    ...(sealedOpenid ? { sealedOpenid } : {}),
    createdAt: now,
    expiresAt,
  });
  return { token, expiresAt };
}

/** Who a token belongs to; undefined when it is unknown or over. */
export async function personOfToken(token: string, now: Date): Promise<Person | undefined> {
  const session = await SessionModel.findById(hash(token)).lean<SessionRecord>();
  if (!session || session.expiresAt <= now) return undefined;
  const record = await PersonModel.findById(session.personId).lean<PersonRecord>();
  return record ? toPerson(record, now) : undefined;
}

/** Ends one session: its token is worth nothing afterwards. */
export async function endSession(token: string): Promise<void> {
  await SessionModel.deleteOne({ _id: hash(token) });
}

/** The sealed openid of a person's newest session: the content check must name an author seen lately. */
export async function sealedOpenidOf(personId: string): Promise<string | undefined> {
  const session = await SessionModel.findOne({ personId, sealedOpenid: { $exists: true } })
    .sort({ createdAt: -1 })
    .lean<SessionRecord>();
  return session?.sealedOpenid;
}

/** The plain actor of a stored person: only duties that have not ended. */
export const toPerson = (record: PersonRecord, now: Date): Person => ({
  id: record._id,
  nickname: record.nickname,
  role: record.role,
  title: record.title,
  duties: [...new Set(record.grants.filter((g) => g.until > now).map((g) => g.duty))],
  ...(record.unit ? { unit: { id: record.unit.id, name: record.unit.name } } : {}),
  ...(record.shop ? { shop: { id: record.shop.id, name: record.shop.name } } : {}),
  ...(record.allianceId ? { allianceId: record.allianceId } : {}),
  phoneVerified: record.phoneVerified,
  demonstration: record.demonstration,
});
