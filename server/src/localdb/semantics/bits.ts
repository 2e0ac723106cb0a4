import { type BsonValue, bsonKind, isOperators } from '../bson/values';
import { badValue } from '../errors';
import type { LeafTest } from './leafTests';
import { readNumber } from './numbers';

type BitOperator = '$bitsAllSet' | '$bitsAllClear' | '$bitsAnySet' | '$bitsAnyClear';

/** The bytes of binary data, the first byte holding the lowest bits; undefined for other values. */
function bytesOf(value: BsonValue): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (value === null || typeof value !== 'object' || bsonKind(value) !== 'Binary') return undefined;
  return (value as { value(): Uint8Array }).value();
}

/** The integer a number stands for; undefined for fractions, numbers beyond 64 bits and everything else. */
function integerOf(value: BsonValue): bigint | undefined {
  const read = readNumber(value);
  if (!read || read.kind === 'decimal') return undefined;
  if (read.kind !== 'double') return read.value;
  return Number.isInteger(read.value) && Math.abs(read.value) < 2 ** 63 ? BigInt(read.value) : undefined;
}

function positionsIn(mask: bigint): number[] {
  const positions: number[] = [];
  for (let rest = mask, at = 0; rest > 0n; rest >>= 1n, at++) if (rest & 1n) positions.push(at);
  return positions;
}

/** The positions a `$bits…` argument names: a list of them, a number as a mask, or binary data as one. */
function positionsOf(argument: BsonValue): number[] {
  if (Array.isArray(argument)) {
    const wrong = argument.find((at) => typeof at !== 'number' || !Number.isInteger(at) || at < 0);
    if (wrong !== undefined) throw badValue('bit positions must be integers >= 0');
    return argument as number[];
  }
  const bytes = bytesOf(argument);
  if (bytes) return Array.from(bytes).flatMap((byte, i) => positionsIn(BigInt(byte)).map((at) => i * 8 + at));
  const mask = integerOf(argument);
  if (mask === undefined || mask < 0n || isOperators(argument)) {
    throw badValue('a bit mask must be a non-negative integer, a list of positions, or binary data');
  }
  return positionsIn(mask);
}

/** How to look at one bit of a value; undefined for values that have none. Negative numbers are two's complement. */
function bitReader(value: BsonValue): ((at: number) => boolean) | undefined {
  const bytes = bytesOf(value);
  if (bytes) return (at) => (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
  const integer = integerOf(value);
  return integer === undefined ? undefined : (at) => ((integer >> BigInt(at)) & 1n) === 1n;
}

/** `$bitsAllSet` and its kin. Code 2 for an argument that names no bits. */
export function hasBits(operator: BitOperator, argument: BsonValue): LeafTest {
  const positions = positionsOf(argument);
  const wanted = operator.endsWith('Set');
  return (value) => {
    const isSet = bitReader(value);
    if (!isSet) return false;
    const fits = (at: number): boolean => isSet(at) === wanted;
    return operator.startsWith('$bitsAll') ? positions.every(fits) : positions.some(fits);
  };
}
