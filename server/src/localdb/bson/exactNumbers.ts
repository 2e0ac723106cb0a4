import { type Double, deserialize, type Int32, type Long } from 'bson';
import { type BsonValue, bsonKind, type Doc, isDoc } from './values';

// A JavaScript number does not say whether it was stored as int32, int64 or double. Where that matters (updates, `$type`)
// documents are decoded with the classes of `bson` instead.

/** Decodes a document; every number is an Int32, Long, Double or Decimal128. */
export function decodeExact(bytes: Uint8Array): Doc {
  return deserialize(bytes, { promoteValues: false, promoteLongs: false, promoteBuffers: false });
}

/** The same value with JavaScript numbers, as `decode` gives them: int64 beyond 2^53 and Decimal128 stay objects. */
export function promoted(value: BsonValue): BsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(promoted);
  if (isDoc(value)) return promotedDoc(value);
  switch (bsonKind(value)) {
    case 'Int32':
    case 'Double':
      return (value as Int32 | Double).value;
    case 'Long': {
      const number = (value as Long).toNumber();
      return Number.isSafeInteger(number) ? number : value;
    }
    case 'BSONSymbol':
      return String(value.valueOf());
    default:
      return value;
  }
}

/** {@link promoted} for a whole document; fields named by `except` are left as they are. */
export function promotedDoc(doc: Doc, except?: ReadonlySet<string>): Doc {
  return Object.fromEntries(
    Object.entries(doc).map(([name, value]) => [name, except?.has(name) ? value : promoted(value)]),
  );
}

const EXACT_ARGUMENTS = new Set(['updates', 'update', 'query']);

/** Decodes an `update` or `findAndModify` command: what may be stored keeps its types of numbers. */
export function decodeUpdateCommand(bytes: Uint8Array): Doc {
  return promotedDoc(decodeExact(bytes), EXACT_ARGUMENTS);
}
