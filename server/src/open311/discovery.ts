import { demonstrationAllowed } from '../modules/people/routes';
import type { Services } from '../services';
import { contentTypes } from './answer';
import { discoveryTexts } from './text';
import type { Value } from './xml';

/** When what this server offers last changed. */
const CHANGESET = '2026-11-23 00:00';
const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2';

/** Where the endpoint is, in which formats it speaks, and how a key is had (specification: Service Discovery). */
export const discovery = (services: Services, origin: string): Value => ({
  changeset: CHANGESET,
  contact: services.env.OPEN311_CONTACT ?? discoveryTexts.contact,
  key_service: discoveryTexts.keyService,
  endpoints: [
    {
      specification: SPECIFICATION,
      url: `${origin}/open311/v2`,
      changeset: CHANGESET,
      type: demonstrationAllowed(services) ? 'test' : 'production',
      formats: Object.values(contentTypes).map((type) => type.split(';')[0] as string),
    },
  ],
});
