import { places } from '@jierong/shared/endpoints/places';
import { distanceMeters, type Point } from '@jierong/shared/geo';
import type { Ground, PlaceFound, PlaceSource } from '@jierong/shared/places';
import { useRef, useState } from 'react';
import type { MapPoint, MapView } from '@/components/reportMap';
import { type ChosenPlace, placeFrom } from '@/features/places/chosenPlace';
import { usePlaceChoice } from '@/features/places/placeChoice';
import { getPosition } from '@/services/platform';
import { PlatformError } from '@/services/platformError';
import { useRequest } from '@/services/useRequest';

/** A point this near to one whose origin is known is that one. Metres. */
const SAME_METERS = 2;
const STEP_METERS = 30;
const METERS_PER_DEGREE = 111_320;

export type Direction = 'north' | 'south' | 'west' | 'east';

const steps: Record<Direction, [east: number, north: number]> = {
  north: [0, 1],
  south: [0, -1],
  west: [-1, 0],
  east: [1, 0],
};

export interface PlacePicking {
  ground?: Ground;
  /** No ground came: the address is typed without a map. */
  mapless: boolean;
  /** What the map is told to look at. */
  centre?: MapPoint;
  scale: number;
  /** Under the crosshair. */
  point?: Point;
  found?: PlaceFound;
  finding: boolean;
  /** Nothing could be asked about the point. */
  unfound: boolean;
  address: string;
  /** The address was written by hand. */
  written: boolean;
  setAddress: (address: string) => void;
  moved: (view: MapView) => void;
  go: (point: MapPoint) => void;
  step: (direction: Direction) => void;
  locate: () => Promise<void>;
  locating: boolean;
  trouble?: PlatformError['reason'];
  /** The place as it stands now. */
  place?: ChosenPlace;
}

/** Picking a place: the crosshair, what is known under it, and an address that people may write themselves. */
export function usePlacePicking(): PlacePicking {
  const [from] = useState(() => usePlaceChoice.getState().from);
  const groundAsked = useRequest(places.ground, {});
  const ground = groundAsked.data;
  const [aim, setAim] = useState<{ point: MapPoint; scale: number } | undefined>(
    from?.point && { point: from.point, scale: 16 },
  );
  const [under, setUnder] = useState<MapPoint | undefined>(from?.point);
  const [known, setKnown] = useState<{ point: MapPoint; source: PlaceSource } | undefined>(
    from?.point && { point: from.point, source: from.source },
  );
  const [typed, setTyped] = useState(() => writtenIn(from));
  const [locating, setLocating] = useState(false);
  const [trouble, setTrouble] = useState<PlatformError['reason']>();
  const scale = useRef(16);

  const looked = under ?? ground?.centre;
  const at = looked && { longitude: round(looked.longitude), latitude: round(looked.latitude) };
  const asked = useRequest(places.find, at ?? null);
  const point: Point | undefined = at && { ...at, datum: 'gcj02' };
  const address = typed ?? asked.data?.suggestion ?? '';
  const source = point && known && distanceMeters(known.point, point) < SAME_METERS ? known.source : 'map';

  const go = (target: MapPoint) => {
    // The map moves when it is told something new; a hair's breadth tells it to come back to where it was sent before.
    const again = aim && distanceMeters(aim.point, target) === 0 ? 1e-7 : 0;
    const { longitude, latitude } = target;
    setAim({ point: { longitude, latitude: latitude + again }, scale: scale.current });
    setUnder({ longitude, latitude });
  };
  const locate = async () => {
    setLocating(true);
    setTrouble(undefined);
    try {
      const here = await getPosition();
      setKnown({ point: here, source: 'device' });
      go(here);
    } catch (error) {
      setTrouble(error instanceof PlatformError ? error.reason : 'unavailable');
    }
    setLocating(false);
  };
  const step = (direction: Direction) => {
    if (!looked) return;
    const [east, north] = steps[direction];
    const degrees = STEP_METERS / METERS_PER_DEGREE;
    go({
      longitude: looked.longitude + (east * degrees) / Math.cos((looked.latitude * Math.PI) / 180),
      latitude: looked.latitude + north * degrees,
    });
  };

  return {
    ground,
    mapless: groundAsked.error !== undefined && !ground,
    centre: aim?.point ?? ground?.centre,
    scale: aim?.scale ?? 15,
    point,
    found: asked.data,
    finding: asked.loading,
    unfound: asked.error !== undefined,
    address,
    written: typed !== undefined,
    setAddress: setTyped,
    moved: (view) => {
      scale.current = view.scale;
      setUnder({ longitude: view.longitude, latitude: view.latitude });
    },
    go,
    step,
    locate,
    locating,
    trouble,
    place: point && { ...placeFrom(point, source, asked.data), address, unnamed: undefined },
  };
}

/** An address that people wrote stays theirs; one that only named the point goes with the point. */
function writtenIn(from: ChosenPlace | undefined): string | undefined {
  return from?.address && from.address !== from.suggestion ? from.address : undefined;
}

/** About a metre: the map's own trembling asks for nothing. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
