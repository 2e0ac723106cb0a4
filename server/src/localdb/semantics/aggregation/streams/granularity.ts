import { type BsonValue, bsonKind } from '../../../bson/values';
import { CommandError } from '../../../errors';
import { readNumber } from '../../numbers';
import { plainNumber } from './windowColumns';

/** Rounds to the next number of a series that is greater, or less; zero stays. */
export interface Rounder {
  up(value: number): number;
  down(value: number): number;
}

const numbers = (text: string): number[] => text.split(' ').map(Number);
const everyNth = (series: readonly number[], n: number): number[] => series.filter((_, i) => i % n === 0);

// The preferred numbers of ISO 3 and IEC 60063, as far as MongoDB has them.
const E192 = Array.from({ length: 192 }, (_, i) => (i === 185 ? 920 : Math.round(100 * 10 ** (i / 192))));
const E24 = numbers('10 11 12 13 15 16 18 20 22 24 27 30 33 36 39 43 47 51 56 62 68 75 82 91');
const R20 = numbers('100 112 125 140 160 180 200 224 250 280 315 355 400 450 500 560 630 710 800 900');
const R40_ONLY = '106 118 132 150 170 190 212 236 265 300 375 425 475 530 600 670 750 850 950';
const R80 =
  '103 109 115 122 128 136 145 155 165 175 185 195 206 218 230 243 258 272 290 307 ' +
  '325 345 365 387 412 437 462 487 515 545 575 615 650 690 730 775 825 875 925 975';

const SERIES: Record<string, readonly number[]> = {
  R5: everyNth(R20, 4),
  R10: everyNth(R20, 2),
  R20,
  R40: [...R20, ...numbers(R40_ONLY)].sort((a, b) => a - b),
  R80: numbers(R80),
  '1-2-5': [10, 20, 50],
  E6: everyNth(E24, 4),
  E12: everyNth(E24, 2),
  E24,
  E48: everyNth(E192, 4),
  E96: everyNth(E192, 2),
  E192,
};

function preferred(series: readonly number[]): Rounder {
  const first = series[0]!;
  const last = series.at(-1)!;
  return {
    up(value) {
      if (value === 0) return 0;
      let scale = 1;
      while (value >= last * scale) scale *= 10;
      while (value < first * scale) {
        const above = first * scale;
        scale /= 10;
        if (value >= last * scale) return above;
      }
      return series.find((number) => number * scale > value)! * scale;
    },
    down(value) {
      if (value === 0) return 0;
      let scale = 1;
      while (value <= first * scale) scale /= 10;
      while (value > last * scale) {
        const below = last * scale;
        scale *= 10;
        if (value <= first * scale) return below;
      }
      return series.findLast((number) => number * scale < value)! * scale;
    },
  };
}

const powersOfTwo: Rounder = {
  up: (value) => (value === 0 ? 0 : 2 ** (Math.floor(Math.log2(value)) + 1)),
  down: (value) => (value === 0 ? 0 : 2 ** (Math.ceil(Math.log2(value)) - 1)),
};

/** Reads `granularity` of `$bucketAuto`. Codes 40261 for what is no text, 40257 for a series there is not. */
export function readGranularity(granularity: BsonValue): Rounder {
  if (typeof granularity !== 'string') {
    throw new CommandError(40261, 'Location40261', "The $bucketAuto 'granularity' field must be a string");
  }
  if (granularity === 'POWERSOF2') return powersOfTwo;
  if (Object.hasOwn(SERIES, granularity)) return preferred(SERIES[granularity]!);
  throw new CommandError(40257, 'Location40257', `Unknown rounding granularity '${granularity}'`);
}

/** A value that can be rounded. Codes 40258 for what is no number, 40259 for NaN, 40260 for one below zero. */
export function roundable(value: BsonValue): number {
  if (!readNumber(value)) {
    const kind = value !== null && typeof value === 'object' ? bsonKind(value) : typeof value;
    const message = `$bucketAuto can specify a 'granularity' with numeric boundaries only, not with ${kind ?? 'this'}`;
    throw new CommandError(40258, 'Location40258', message);
  }
  const number = Number(plainNumber('a granularity', value));
  if (Number.isNaN(number)) throw new CommandError(40259, 'Location40259', "a 'granularity' does not take NaN");
  if (number < 0) throw new CommandError(40260, 'Location40260', "a 'granularity' takes non-negative numbers only");
  return number;
}
