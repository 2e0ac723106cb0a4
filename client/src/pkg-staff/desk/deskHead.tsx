import { type CaseStage, caseStages } from '@jierong/shared/cases';
import { type CategoryGroup, categoryGroups } from '@jierong/shared/categories';
import { units } from '@jierong/shared/endpoints/ratings';
import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { Icon } from '@/components/icon/icon';
import { Badge } from '@/components/marks';
import { Picks } from '@/components/pick';
import { SearchBox } from '@/components/searchBox';
import { Seg } from '@/components/seg';
import { Tap } from '@/components/tap';
import { Choose } from '@/features/staff/choose';
import { useRequest } from '@/services/useRequest';
import { caseStageLabels } from '@/text/cases';
import { groupLabels } from '@/text/categories';
import { deskText } from '@/text/desk';
import { type DeskFilter, type DeskView, filterCount } from './deskFilter';

/** Milliseconds without a key after which the search begins by itself. */
const PAUSE = 350;

interface Props {
  filter: DeskFilter;
  counts?: { mine: number; soon: number; over: number };
  onChange: (next: Partial<DeskFilter>) => void;
}

/** Search, filters and the four views of the queue. */
export function DeskHead({ filter, counts, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState(filter.text);
  const { text } = filter;
  useEffect(() => setWords(text), [text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed starts the pause
  useEffect(() => {
    if (words === text) return;
    const timer = setTimeout(() => onChange({ text: words }), PAUSE);
    return () => clearTimeout(timer);
  }, [words]);
  const held = filterCount(filter);
  return (
    <>
      <SearchBox
        label={deskText.search}
        placeholder={deskText.searchHint}
        value={words}
        onInput={(typed) => setWords(typed.slice(0, limits.searchText))}
        onSearch={() => onChange({ text: words })}
      >
        <Tap className="iconbtn desk__filter" label={deskText.filters} expanded={open} onTap={() => setOpen(!open)}>
          <Icon name="act-filter" />
          <Badge count={held} label={`${deskText.filters} ${held}`} />
        </Tap>
      </SearchBox>
      {open && <Filters filter={filter} onChange={onChange} />}
      <Seg<DeskView>
        label={deskText.views}
        value={filter.view}
        options={[
          { value: 'mine', label: deskText.view.mine, count: counts?.mine },
          { value: 'soon', label: deskText.view.soon, count: counts?.soon },
          { value: 'over', label: deskText.view.over, count: counts?.over },
          { value: 'all', label: deskText.view.all },
        ]}
        onChange={(view) => onChange({ view })}
      />
    </>
  );
}

const ANY = 'any';

function Filters({ filter, onChange }: Omit<Props, 'counts'>) {
  const { data } = useRequest(units.list, {});
  return (
    <View className="staff__filters">
      <Text className="field__label">{deskText.stage}</Text>
      <Picks<CaseStage>
        label={deskText.stage}
        mode="many"
        options={caseStages.map((value) => ({ value, label: caseStageLabels[value] }))}
        value={filter.stages}
        onChange={(stages) => onChange({ stages })}
      />
      <Text className="field__label">{deskText.group}</Text>
      <Picks<CategoryGroup>
        label={deskText.group}
        mode="many"
        options={categoryGroups.map((value) => ({ value, label: groupLabels[value] }))}
        value={filter.groups}
        onChange={(groups) => onChange({ groups })}
      />
      <Choose
        label={deskText.unit}
        options={[
          { value: ANY, label: deskText.anyUnit },
          ...(data?.units ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={filter.unitId ?? ANY}
        onChange={(unitId) => onChange({ unitId: unitId === ANY ? undefined : unitId })}
      />
      {filterCount(filter) > 0 && (
        <Tap className="link" onTap={() => onChange({ stages: [], groups: [], unitId: undefined })}>
          <Icon name="ui-close" size="s" />
          <Text>{deskText.clearFilters}</Text>
        </Tap>
      )}
    </View>
  );
}
