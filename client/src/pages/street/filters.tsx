import type { CategoryGroup } from '@jierong/shared/categories';
import { categoryGroups } from '@jierong/shared/categories';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Filter } from '@/components/filter';
import { Picks } from '@/components/pick';
import { Sheet } from '@/components/sheet';
import { groupIcons, groupLabels } from '@/text/categories';
import { streetText } from '@/text/street';
import type { Street } from './useStreet';

const groupOptions = categoryGroups.map((group) => ({
  value: group,
  label: groupLabels[group],
  icon: groupIcons[group],
}));

interface Props extends Pick<Street, 'filters' | 'change'> {
  onGroups: () => void;
}

/** What the list shows: unfinished or all, and which groups. */
export function Filters({ filters, change, onGroups }: Props) {
  const { groups, open } = filters;
  const [only] = groups;
  const named = groups.length === 1 && only ? groupLabels[only] : `${streetText.groups} ${groups.length}`;
  return (
    <View className="street__filters">
      <Filter label={streetText.open} on={open} onTap={() => change({ open: !open })} />
      <Filter
        label={groups.length ? named : streetText.groups}
        on={groups.length > 0}
        icon="ui-down"
        onTap={onGroups}
      />
    </View>
  );
}

interface SheetProps extends Pick<Street, 'filters' | 'change'> {
  onClose: () => void;
}

/** The choice of groups. It belongs beside the page, not on the map: what lies over the map would lie over it. */
export function GroupsSheet({ filters, change, onClose }: SheetProps) {
  const [choosing, setChoosing] = useState<CategoryGroup[]>(filters.groups);
  const show = (groups: CategoryGroup[]) => {
    change({ groups });
    onClose();
  };
  return (
    <Sheet
      open
      tab
      title={streetText.groupsTitle}
      onClose={onClose}
      foot={
        <View className="btns">
          <Btn kind="plain" onTap={() => show([])}>
            {streetText.groupsAll}
          </Btn>
          <Btn onTap={() => show(choosing)}>{streetText.groupsShow}</Btn>
        </View>
      }
    >
      <Picks
        label={streetText.groupsTitle}
        mode="many"
        options={groupOptions}
        value={choosing}
        onChange={setChoosing}
      />
    </Sheet>
  );
}
