import { type Check, faultyField, form, optional, text } from '../fields';

type Body = Record<string, unknown>;

const photo = optional(
  (value) => typeof value === 'string' && value !== '' && Buffer.from(value, 'base64').toString('base64') === value,
);
const photos = { photo1: photo, photo2: photo, photo3: photo, photo4: photo };

const event: Record<string, Check> = {
  sourceid: text(64),
  complainant: text(20, 0),
  contactphone: text(20, 0),
  foundtime: form(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  eventaddress: text(200),
  eventtitle: text(50),
  eventcontent: optional(text(1000, 0)),
  bigtypeid: form(/^\d{2}$/),
  smalltypeid: form(/^\d{4}$/),
  limittime: optional(text(20)),
  geometry: optional(form(/^POINT\(\d{2,3}(\.\d+)? \d{1,2}(\.\d+)?\)$/)),
  satisfaction: text(10, 0),
  ...photos,
};

const append: Record<string, Check> = {
  appendid: text(100),
  eventid: form(/^\d{12}$/),
  appendtype: form(/^[1-59]$/),
  content: text(1000, 0),
  ...photos,
};

function inWords(shape: Record<string, Check>, body: Body): string | undefined {
  const found = faultyField(shape, body);
  return found && ('unknown' in found ? `多余字段${found.unknown}` : `字段${found.wrong}不合法`);
}

/** The first fault of an event or an addition, in the platform's own words; undefined when there is none. */
export const eventFaults = (body: Body): string | undefined => inWords(event, body);
export const appendFaults = (body: Body): string | undefined => inWords(append, body);
