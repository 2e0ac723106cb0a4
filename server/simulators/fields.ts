/** Whether a value is what a platform's document asks of a field. */
export type Check = (value: unknown) => boolean;

/** A text of so many signs. */
export const text =
  (max: number, min = 1): Check =>
  (value) =>
    typeof value === 'string' && [...value].length >= min && [...value].length <= max;

export const form =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** The first field of a body that is not known or not as it should be; undefined when all is well. */
export function faultyField(
  shape: Readonly<Record<string, Check>>,
  body: Readonly<Record<string, unknown>>,
): { unknown: string } | { wrong: string } | undefined {
  const unknown = Object.keys(body).find((name) => !Object.hasOwn(shape, name));
  if (unknown !== undefined) return { unknown };
  const wrong = Object.keys(shape).find((name) => !shape[name]!(body[name]));
  return wrong === undefined ? undefined : { wrong };
}
