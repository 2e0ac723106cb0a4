import { type Check, faultyField, form, optional, text } from '../fields';

type Body = Record<string, unknown>;

const between = (from: number, to: number) =>
  optional((value) => typeof value === 'number' && value > from && value < to);
const address = form(/^https?:\/\/\S+$/);
const addresses = optional((value) => Array.isArray(value) && value.length <= 9 && value.every(address));

const report: Record<string, Check> = {
  case_id: text(64),
  reporterMobile: text(11, 0),
  wXUID: text(64, 0),
  recSource: form(/^wx$/),
  recTypeID: form(/^\d{4}$/),
  recDesc: text(500),
  address: text(200),
  coordX: between(73, 136),
  coordY: between(3, 54),
  medias: addresses,
};

const supplement: Record<string, Check> = {
  supplement_id: text(100),
  case_id: text(64),
  supplement_type: form(/^(cancel|urge|dispute|visit)$/),
  content: text(500, 0),
  medias: addresses,
};

function inWords(shape: Record<string, Check>, body: Body): string | undefined {
  const found = faultyField(shape, body);
  return found && ('unknown' in found ? `未知参数${found.unknown}` : `参数${found.wrong}有误`);
}

/** The first fault of a report or a supplement, in the platform's own words; undefined when there is none. */
export const reportFaults = (body: Body): string | undefined => inWords(report, body);
export const supplementFaults = (body: Body): string | undefined => inWords(supplement, body);
