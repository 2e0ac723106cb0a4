import { PinClusters } from '@/components/pinClusters';
import type { MapPin } from '@/components/reportMap';

const pin = (id: string, longitude: number, part: Partial<MapPin> = {}): MapPin => ({
  id,
  longitude,
  latitude: 30.766,
  group: 'waste',
  kind: 'work',
  label: id,
  ...part,
});

/** Two at one door, about 20 m apart, and one a kilometre away. */
const pins = [pin('door', 120.75), pin('beside', 120.7502), pin('far', 120.76)];

test('what lies close together is one bubble with its count, what lies apart stays a pin', () => {
  const { pins: single, clusters } = new PinClusters(pins).at(15);
  expect(single.map(({ id }) => id)).toEqual(['far']);
  expect(clusters).toMatchObject([{ count: 2 }]);
});

test('a bubble falls apart at the zoom it tells', () => {
  const gathered = new PinClusters(pins);
  const [cluster] = gathered.at(15).clusters;
  expect(gathered.at(cluster?.apart ?? 0).clusters).toEqual([]);
  expect(gathered.at((cluster?.apart ?? 0) - 1).clusters).toHaveLength(1);
});

test('the chosen pin is never hidden in a bubble', () => {
  const chosen = [pin('door', 120.75, { chosen: true }), ...pins.slice(1)];
  const { pins: single, clusters } = new PinClusters(chosen).at(12);
  expect(single.map(({ id }) => id)).toContain('door');
  expect(clusters).toMatchObject([{ count: 2 }]);
});

test('nobody is lost: pins and counts add up at every zoom', () => {
  const many = Array.from({ length: 200 }, (_, i) => pin(`p${i}`, 120.7 + i * 0.0007));
  const gathered = new PinClusters(many);
  for (let zoom = 9; zoom <= 19; zoom += 1) {
    const { pins: single, clusters } = gathered.at(zoom);
    expect(single.length + clusters.reduce((sum, { count }) => sum + count, 0)).toBe(200);
  }
});
