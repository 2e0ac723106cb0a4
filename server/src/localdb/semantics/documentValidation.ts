import { type BsonValue, type Doc, isDoc } from '../bson/values';
import { badValue, CommandError } from '../errors';
import { compileSchema } from './jsonSchema/schema';
import { matcher } from './matcher';

/** A collection's rule for what may be stored, as `create` and `collMod` give it. */
export interface ValidationOptions {
  /** A filter, usually `{ $jsonSchema }`. */
  validator?: Doc;
  /** `moderate` leaves alone documents that broke the rule before. Default `strict`. */
  validationLevel?: string;
  /** Default `error`; `warn` only says so on stderr. */
  validationAction?: string;
}

const LEVELS = new Set<BsonValue>(['off', 'strict', 'moderate']);
const ACTIONS = new Set<BsonValue>(['error', 'warn']);
const UNFIT = new Set(['$text', '$where', '$near', '$nearSphere', '$geoNear']);

/** Reads the options of a command. Code 2 for unknown levels and actions; any code a filter may have. */
export function readValidation({ validator, validationLevel, validationAction }: Doc): ValidationOptions {
  if (validator !== undefined && !isDoc(validator)) throw badValue(`'validator' must be an object`);
  if (validationLevel !== undefined && !LEVELS.has(validationLevel)) throw badValue(`unknown validationLevel`);
  if (validationAction !== undefined && !ACTIONS.has(validationAction)) throw badValue(`unknown validationAction`);
  const unfit = Object.keys(validator ?? {}).find((name) => UNFIT.has(name));
  if (unfit) throw badValue(`${unfit} is not allowed in a collection validator`);
  if (validator) matcher(validator);
  return {
    ...(validator && { validator }),
    ...(typeof validationLevel === 'string' && { validationLevel }),
    ...(typeof validationAction === 'string' && { validationAction }),
  };
}

/** What is wrong with a document; undefined when nothing is. */
type Judge = (doc: Doc) => Doc | undefined;

const judges = new WeakMap<Doc, Judge>();

function judgeOf(validator: Doc): Judge {
  const known = judges.get(validator);
  if (known) return known;
  const check = compileSchema(validator.$jsonSchema ?? {});
  const matches = matcher(validator);
  const judge: Judge = (doc) => {
    const schemaRulesNotSatisfied = check(doc);
    if (schemaRulesNotSatisfied.length) return { operatorName: '$jsonSchema', schemaRulesNotSatisfied };
    return matches(doc) ? undefined : { specifiedAs: validator, reason: 'the document does not match the validator' };
  };
  judges.set(validator, judge);
  return judge;
}

/**
 * Refuses a document that breaks its collection's rule: code 121, what is broken under `errInfo`. `before` is the
 * document an update found.
 */
export function validateDocument(options: ValidationOptions | undefined, doc: Doc, before?: Doc): void {
  const { validator, validationLevel, validationAction } = options ?? {};
  if (!validator || validationLevel === 'off') return;
  const judge = judgeOf(validator);
  const details = judge(doc);
  if (!details || (before && validationLevel === 'moderate' && judge(before))) return;
  if (validationAction === 'warn') {
    console.warn('localdb: a document would fail validation', JSON.stringify(details));
    return;
  }
  const errInfo = { failingDocumentId: doc._id, details };
  throw new CommandError(121, 'DocumentValidationFailure', 'Document failed validation', { errInfo });
}
