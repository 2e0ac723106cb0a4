import { type BsonValue, type Doc, isDoc, isPosition, own } from '../../bson/values';
import { badValue, CommandError } from '../../errors';

/** Where an update acts: the field names and array positions from the root to one value. */
export type Location = readonly string[];

type Container = Doc | BsonValue[];

/** MongoDB's limit on how far past its end an array may be written. */
const LONGEST_PADDING = 1_500_000;

function isContainer(value: BsonValue): value is Container {
  return Array.isArray(value) || isDoc(value);
}

function child(container: Container, part: string): BsonValue {
  if (Array.isArray(container)) return isPosition(part) ? container[Number(part)] : undefined;
  return own(container, part);
}

function notViable(part: string, parent: string, found: BsonValue): CommandError {
  const message = `Cannot create field '${part}' in element {${parent}: ${JSON.stringify(found)}}`;
  return new CommandError(28, 'PathNotViable', message);
}

function put(container: Container, part: string, parent: string, value: BsonValue): void {
  if (!Array.isArray(container)) {
    // assigning to __proto__ would change what the object inherits
    if (part === '__proto__')
      Object.defineProperty(container, part, { value, enumerable: true, configurable: true, writable: true });
    else container[part] = value;
    return;
  }
  if (!isPosition(part)) throw notViable(part, parent, container);
  const position = Number(part);
  if (position > container.length + LONGEST_PADDING) throw badValue(`array position ${part} is too far past the end`);
  while (container.length < position) container.push(null);
  container[position] = value;
}

/** The value at a location, undefined when there is none. */
export function readAt(doc: Doc, location: Location): BsonValue {
  let value: BsonValue = doc;
  for (const part of location) {
    if (!isContainer(value)) return undefined;
    value = child(value, part);
  }
  return value;
}

/** Puts a value at a location, creating documents on the way. Code 28 when something else is in the way. */
export function writeAt(doc: Doc, location: Location, value: BsonValue): void {
  let container: Container = doc;
  let parent = '';
  for (const [i, part] of location.slice(0, -1).entries()) {
    let next = child(container, part);
    if (next === undefined) {
      next = {};
      put(container, part, parent, next);
    }
    if (!isContainer(next)) throw notViable(location[i + 1]!, part, next);
    container = next;
    parent = part;
  }
  put(container, location.at(-1)!, parent, value);
}

/** Removes a field; an array element becomes null, as in MongoDB. What is not there is left alone. */
export function removeAt(doc: Doc, location: Location): void {
  const container = readAt(doc, location.slice(0, -1));
  const last = location.at(-1)!;
  if (Array.isArray(container)) {
    if (isPosition(last) && Number(last) < container.length) container[Number(last)] = null;
  } else if (isDoc(container)) {
    delete container[last];
  }
}

/** Splits an update's path. Code 56 for an empty name, 2 for a leading position. Since MongoDB 5, names may begin with $. */
export function pathParts(path: string): string[] {
  const parts = path.split('.');
  for (const [i, part] of parts.entries()) {
    if (part === '') {
      throw new CommandError(56, 'EmptyFieldName', `The update path '${path}' contains an empty field name`);
    }
    if (i === 0 && (part === '$' || part.startsWith('$['))) {
      throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
    }
  }
  return parts;
}

/** Answers what the positional parts of a path mean for one document. */
export interface Positions {
  /** `$`: the element of the array at this path that the query matched. */
  matched(arrayPath: string): number;
  /** `$[name]`: whether the array filter of that name takes the element. */
  accepts(name: string, element: BsonValue, path: string): boolean;
}

/** The locations a path stands for in a document: one, or one per array element that `$[]` and `$[name]` select. */
export function locate(doc: Doc, path: string, positions: Positions): Location[] {
  const parts = pathParts(path);
  const found: Location[] = [];

  function elementsOf(value: BsonValue, before: Location): BsonValue[] {
    const at = before.join('.');
    if (value === undefined)
      throw badValue(`The path '${at}' must exist in the document in order to apply array updates.`);
    if (!Array.isArray(value)) throw badValue(`Cannot apply array updates to non-array element ${at}`);
    return value;
  }

  function walk(value: BsonValue, depth: number, before: Location): void {
    const part = parts[depth];
    if (part === undefined) {
      found.push(before);
    } else if (part === '$') {
      const position = positions.matched(before.join('.'));
      walk(elementsOf(value, before)[position], depth + 1, [...before, String(position)]);
    } else if (part.startsWith('$[')) {
      const name = part.slice(2, -1);
      for (const [i, element] of elementsOf(value, before).entries()) {
        if (name && !positions.accepts(name, element, path)) continue;
        walk(element, depth + 1, [...before, String(i)]);
      }
    } else {
      walk(isContainer(value) ? child(value, part) : undefined, depth + 1, [...before, part]);
    }
  }

  walk(doc, 0, []);
  return found;
}
