import type { PlaceInput } from '@jierong/shared/places';
import { AppError } from '../../appError';
import { insideDistrict, nearestEdge, placeOf } from '../places/places';
import type { ReportRecord } from './record';

/**
 * The stored place of what a person sent. A typed address without a point is taken as it is: people find it.
 * @throws outsideDistrict {nearest, distanceMeters}; invalidInput for a point that is not GCJ-02
 */
export function storedPlace(place: PlaceInput): ReportRecord['place'] {
  const { point, address, source } = place;
  if (!point) {
    if (source !== 'typed')
      throw new AppError('invalidInput', { issues: [{ path: 'place.point', problem: 'required' }] });
    return { address, source, cells: [] };
  }
  if (point.datum !== 'gcj02')
    throw new AppError('invalidInput', { issues: [{ path: 'place.point.datum', problem: 'invalid_value' }] });
  if (!insideDistrict(point)) throw new AppError('outsideDistrict', nearestEdge(point));
  return { point, address, source, ...placeOf(point) };
}
