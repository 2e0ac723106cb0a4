import { type CategoryGroup, type CategoryKind, categoryGroups } from '@jierong/shared/categories';
import { groupsWithCodes } from '../modules/categories/catalogue';
import { badParameter, unknownThing } from './problem';
import { attributeTexts, serviceTexts } from './text';
import type { Value } from './xml';

/**
 * The services are the dozen plain groups: nobody reports from 403 rows, and an outside program shows its people the list
 * as it is. Who knows the official code gives it as an attribute.
 */
const catalogue = new Map(groupsWithCodes().map((group) => [group.group, group]));

const KEYWORDS = 20;

/** Code of the attribute that holds one of the official codes, and of the one that makes a repeated POST harmless. */
export const OFFICIAL_CODE = 'official_code';
export const FIXMYSTREET_ID = 'fixmystreet_id';

/** The group a service_code stands for. @throws Open311Problem 404 */
export function groupOf(code: string): CategoryGroup {
  const group = categoryGroups.find((one) => one === code);
  if (!group) throw unknownThing('service_code');
  return group;
}

export const serviceName = (group: CategoryGroup): string => catalogue.get(group)?.name ?? group;

/** Rows of GET services. */
export const serviceList = (): Value[] =>
  [...catalogue.values()].map(({ group, name, codes }) => ({
    service_code: group,
    service_name: name,
    description: serviceTexts[group].about,
    metadata: true,
    type: 'realtime',
    keywords: [...new Set(codes.flatMap(({ words }) => words.slice(0, 2)))].slice(0, KEYWORDS).join(','),
    group: serviceTexts[group].heading,
  }));

/** GET services/{code}: the optional attributes of a service. */
export const serviceDefinition = (group: CategoryGroup): Value => ({
  service_code: group,
  attributes: [
    {
      variable: true,
      code: OFFICIAL_CODE,
      datatype: 'singlevaluelist',
      required: false,
      datatype_description: attributeTexts.officialCodeType,
      order: 1,
      description: attributeTexts.officialCode,
      values: (catalogue.get(group)?.codes ?? []).map(({ kind, code, name }) => ({ key: `${kind}-${code}`, name })),
    },
    {
      variable: true,
      code: FIXMYSTREET_ID,
      datatype: 'string',
      required: false,
      datatype_description: attributeTexts.fixmystreetIdType,
      order: 2,
      description: attributeTexts.fixmystreetId,
      values: [],
    },
  ],
});

/** The official code of an attribute value of this service, such as `event-06010`. @throws Open311Problem 400 */
export function officialCodeOf(group: CategoryGroup, given: string): { kind: CategoryKind; code: string } {
  const found = catalogue.get(group)?.codes.find(({ kind, code }) => `${kind}-${code}` === given);
  if (!found) throw badParameter(`attribute[${OFFICIAL_CODE}]`, `is none of the values of service ${group}`);
  return { kind: found.kind, code: found.code };
}
