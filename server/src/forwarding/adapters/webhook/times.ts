import * as z from 'zod';

/** How a platform writes a moment: `local` is `2026-11-23 14:05:09` in the time of China, which has no summer time. */
export const timeFormat = z.enum(['seconds', 'milliseconds', 'iso', 'local']);
export type TimeFormat = z.infer<typeof timeFormat>;

const CHINA_MS = 8 * 3_600_000;
const localText = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;
const isoText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** A moment as the platform writes it. */
export function writeTime(at: Date, format: TimeFormat): string | number {
  switch (format) {
    case 'seconds':
      return Math.floor(at.getTime() / 1000);
    case 'milliseconds':
      return at.getTime();
    case 'iso':
      return at.toISOString();
    case 'local':
      return new Date(at.getTime() + CHINA_MS).toISOString().slice(0, 19).replace('T', ' ');
  }
}

/** A moment as the platform wrote it, numbers also as text; undefined when it is none. */
export function readTime(value: unknown, format: TimeFormat): Date | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const at = new Date(read(text, format));
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function read(text: string, format: TimeFormat): number {
  switch (format) {
    case 'seconds':
      return /^\d{9,11}$/.test(text) ? Number(text) * 1000 : Number.NaN;
    case 'milliseconds':
      return /^\d{12,14}$/.test(text) ? Number(text) : Number.NaN;
    case 'iso':
      return isoText.test(text) ? Date.parse(text) : Number.NaN;
    case 'local': {
      const match = localText.exec(text);
      const at = match ? Date.parse(`${match[1]}T${match[2]}+08:00`) : Number.NaN;
      // A day that does not exist would otherwise become another one.
      return Number.isNaN(at) || writeTime(new Date(at), 'local') !== text ? Number.NaN : at;
    }
  }
}
