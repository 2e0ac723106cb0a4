import type { Point } from '@jierong/shared/geo';
import type { Photo } from '@jierong/shared/media';
import type { CaseInput, CaseUpdate } from '../../port';
import type { Open311Settings, Service } from './settings';
import { usualUpdateStatuses } from './statuses';
import { keyLine, supervisedWords, updateWords } from './text';

/** Fields of a form in their order; a name may come more than once. */
export type Fields = [name: string, value: string][];

/** What the map needs from outside, both pure. */
export interface MapContext {
  toDatum(point: Point, datum: Point['datum']): Point;
  address(photo: Photo): string | undefined;
}

/** The service for a case; undefined when nothing is mapped to its category. */
export const serviceOf = ({ services }: Open311Settings, { category, group }: CaseInput): Service | undefined =>
  services.categories[category.code] ?? services.groups[group] ?? services.otherwise;

/** A case as a POST of `requests`: coordinates in WGS-84, no field of a person. */
export function toRequest(input: CaseInput, service: Service, settings: Open311Settings, context: MapContext): Fields {
  const { key, place, title, words, photos } = input;
  const point = place.point && context.toDatum(place.point, 'wgs84');
  const described = settings.lookUp.by === 'window' && settings.lookUp.field === 'description';
  return [
    ['service_code', service.code],
    ...(point
      ? ([
          ['lat', point.latitude.toFixed(6)],
          ['long', point.longitude.toFixed(6)],
        ] as Fields)
      : []),
    ['address_string', place.address],
    ['description', [title, words, ...(described ? [keyLine(key)] : [])].join('\n\n')],
    ...mediaFields(photos, settings, context),
    ...Object.entries(service.attributes).map(([name, value]): Fields[number] => [
      `attribute[${name}]`,
      filled(value, input),
    ]),
    ...(settings.keyAttribute ? ([[`attribute[${settings.keyAttribute}]`, key]] as Fields) : []),
    ...Object.entries(settings.fields),
  ];
}

/** News as a POST of `servicerequestupdates`. */
export function toServiceUpdate(update: CaseUpdate, at: Date, settings: Open311Settings, context: MapContext): Fields {
  const words = updateWords(update);
  return [
    ['update_id', update.id],
    ['service_request_id', update.caseNumber],
    ['status', settings.updateStatuses[update.kind] ?? usualUpdateStatuses[update.kind]],
    ['updated_datetime', w3cDate(at)],
    ['description', update.supervised ? `${words}${supervisedWords}` : words],
    ...mediaFields(update.photos, settings, context),
  ];
}

/** Whole seconds with a zone, as the specification asks. */
export const w3cDate = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

function mediaFields(photos: Photo[], { photos: how }: Open311Settings, context: MapContext): Fields {
  if (how.by === 'upload') return [];
  const addresses = photos.map((photo) => context.address(photo)).filter((address) => address !== undefined);
  return (how.all ? addresses : addresses.slice(0, 1)).map((address) => ['media_url', address]);
}

function filled(template: string, { place, category, supports, reportedAt, round }: CaseInput): string {
  const known: Readonly<Record<string, string | undefined>> = {
    road: place.road,
    grid: place.grid,
    gridId: place.gridId,
    address: place.address,
    category: category.name,
    categoryCode: category.code,
    categoryKind: category.kind,
    supports: String(supports),
    round: String(round),
    reportedAt: w3cDate(reportedAt),
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in known ? (known[name] ?? '') : whole));
}
