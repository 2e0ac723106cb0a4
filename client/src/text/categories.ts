import type { CategoryGroup } from '@jierong/shared/categories';
import type { IconName } from '@/components/icon/names';

export const groupLabels: Record<CategoryGroup, string> = {
  signboard: '广告招牌',
  illegalBuilding: '违法建筑',
  clutter: '乱堆乱放',
  occupation: '占道/店外经营',
  parking: '乱停车',
  waste: '垃圾保洁',
  road: '道路设施',
  lamp: '路灯井盖',
  greenery: '园林绿化',
  dust: '施工扬尘',
  water: '河道水域',
  other: '其他',
};

export const groupIcons: Record<CategoryGroup, IconName> = {
  signboard: 'cat-signboard',
  illegalBuilding: 'cat-illegalBuilding',
  clutter: 'cat-clutter',
  occupation: 'cat-occupation',
  parking: 'cat-parking',
  waste: 'cat-waste',
  road: 'cat-road',
  lamp: 'cat-lamp',
  greenery: 'cat-greenery',
  dust: 'cat-dust',
  water: 'cat-water',
  other: 'cat-other',
};
