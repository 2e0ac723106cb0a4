import type { CategoryMatch } from '@jierong/shared/categories';
import { categories } from '@jierong/shared/endpoints/categories';
import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { aria } from '@/components/aria';
import { Card } from '@/components/card';
import { Empty } from '@/components/empty';
import { ErrorState } from '@/components/errorState';
import { Icon } from '@/components/icon/icon';
import { Page } from '@/components/page';
import { SearchBox } from '@/components/searchBox';
import { Skeleton } from '@/components/skeleton';
import { Tap } from '@/components/tap';
import { useDraft } from '@/features/draft/draft';
import { useRequest } from '@/services/useRequest';
import { groupIcons, groupLabels } from '@/text/categories';
import { errorSentence } from '@/text/errors';
import { reportText } from '@/text/report';
import './index.scss';

/** People stop typing for so long before their words are asked for. Milliseconds. */
const PAUSE_MS = 250;

/** Searches the official categories for the draft of 随手拍. */
export default function CategoryPage() {
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim().slice(0, limits.searchText));
  const { data, error, loading, reload } = useRequest(categories.search, text ? { text } : null, { keep: true });
  const code = useDraft((s) => s.draft.code);

  const choose = (match: CategoryMatch) => {
    useDraft.getState().change({ group: match.group, code: { code: match.code, name: match.name, kind: match.kind } });
    void Taro.navigateBack();
  };
  const matches = text ? data?.matches : undefined;
  return (
    <Page>
      <View className="stack">
        <SearchBox
          label={reportText.categorySearch}
          placeholder={reportText.categorySearch}
          value={typed}
          onInput={setTyped}
        />
        {!text && (
          <Card>
            <View className="sub">{reportText.categoryNote}</View>
            <View className="chips mt2">
              {reportText.categoryWords.map((word) => (
                <Tap key={word} className="pick" onTap={() => setTyped(word)}>
                  <Text>{word}</Text>
                </Tap>
              ))}
            </View>
          </Card>
        )}
        {text && error && <ErrorState text={errorSentence(error)} requestId={error.requestId} onRetry={reload} />}
        {text && loading && !data && <Skeleton shape="rows" />}
        {matches?.length === 0 && !loading && (
          <Empty title={reportText.categoryNone} text={reportText.categoryNoneNote} />
        )}
        {matches && matches.length > 0 && (
          <View className="card category__list" {...aria({ role: 'list', label: reportText.results })}>
            {matches.map((match) => (
              <View key={`${match.kind} ${match.code}`} className="category__line" {...aria({ role: 'listitem' })}>
                <Tap className="category__one" onTap={() => choose(match)}>
                  <Icon name={groupIcons[match.group]} className="cell__icon" />
                  <View className="grow">
                    <View className="strong">{match.name}</View>
                    <View className="cap">{reportText.categoryLine(groupLabels[match.group], match.majorName)}</View>
                  </View>
                  <Text className="cap">{match.code}</Text>
                  {match.code === code?.code && match.kind === code.kind && <Icon name="ui-check" />}
                </Tap>
              </View>
            ))}
          </View>
        )}
      </View>
    </Page>
  );
}

/** A value once it has stopped changing. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
