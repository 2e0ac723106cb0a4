import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { Btn } from '@/components/btn';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { SearchBox } from '@/components/searchBox';
import { Tap } from '@/components/tap';
import { useNow } from '@/features/reports/useNow';
import { useSupport } from '@/features/reports/useSupport';
import { useWhere, wantedBefore } from '@/features/reports/where';
import { useSignedIn } from '@/features/session/useSignedIn';
import { errorSentence } from '@/text/errors';
import { streetText } from '@/text/street';
import { Filters, GroupsSheet } from './filters';
import './index.scss';
import { StreetList } from './streetList';
import { StreetMap } from './streetMap';
import { useMode, useStreet } from './useStreet';

/** 街景: what is open around here, on a map and as a list. */
export default function StreetPage() {
  const street = useStreet();
  const where = useWhere();
  const [mode, setMode] = useMode();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [choosing, setChoosing] = useState(false);
  const now = useNow();
  const { signedIn, sheets } = useSignedIn({ tab: true });
  const { reload, loadMore, setItems } = street.pages;
  const support = useSupport(signedIn, (id, told) =>
    setItems((items) => items.map((r) => (r.id === id ? { ...r, ...told } : r))),
  );

  const { locate } = where;
  useEffect(() => {
    if (wantedBefore()) void locate();
  }, [locate]);
  const opened = useRef(false);
  useDidShow(() => {
    if (opened.current) void reload();
    opened.current = true;
  });
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()));
  useReachBottom(loadMore);

  const search = (
    <SearchBox
      label={streetText.search}
      placeholder={streetText.search}
      value={typed}
      float={mode === 'map'}
      onInput={(text) => {
        setTyped(text);
        if (!text) street.change({ text: '' });
      }}
      onSearch={() => street.change({ text: typed.trim() })}
    />
  );
  const filters = <Filters filters={street.filters} change={street.change} onGroups={() => setChoosing(true)} />;
  const title = (
    <View className="row between wrap">
      <Heading>{street.here ? streetText.nearest : streetText.newest}</Heading>
      <Btn
        size="sm"
        kind="plain"
        icon={street.here ? 'act-clock' : 'act-locate'}
        busy={where.asking}
        onTap={street.here ? where.leave : where.locate}
      >
        {street.here ? streetText.byTime : streetText.usePlace}
      </Btn>
    </View>
  );
  const troubles = (
    <>
      {where.trouble && <Notice tone="soon">{streetText[where.trouble]}</Notice>}
      {support.action.error && (
        <Notice tone="bad" alert>
          {errorSentence(support.action.error)}
        </Notice>
      )}
    </>
  );
  const list = (
    <StreetList street={street} now={now} cards={mode === 'list'} onSupport={(report) => void support.toggle(report)} />
  );

  return (
    <Page tab className="street">
      {mode === 'map' ? (
        <>
          <View className="street__map">
            <View className="street__top">
              {search}
              {filters}
            </View>
            <View className="street__tools">
              <Tap className="iconbtn iconbtn--float" label={streetText.asList} onTap={() => setMode('list')}>
                <Icon name="ui-list" />
              </Tap>
              <Tap className="iconbtn iconbtn--float" label={streetText.me} busy={where.asking} onTap={where.locate}>
                <Icon name="act-locate" />
              </Tap>
            </View>
            <StreetMap query={street.query} here={street.here} now={now} chosen={chosen} onChoose={setChosen} />
          </View>
          <View className="street__sheet">
            {title}
            {troubles}
            {list}
          </View>
        </>
      ) : (
        <View className="stack street__stack">
          <View className="row">
            <View className="grow">{search}</View>
            <Tap className="iconbtn street__asMap" label={streetText.asMap} onTap={() => setMode('map')}>
              <Icon name="ui-map" />
            </Tap>
          </View>
          {!street.here && !where.trouble && (
            <Notice
              icon="act-place"
              action={
                <Btn size="sm" kind="plain" busy={where.asking} onTap={where.locate}>
                  {streetText.usePlace}
                </Btn>
              }
            >
              <Text>{streetText.noPlace}</Text>
            </Notice>
          )}
          {troubles}
          {filters}
          {list}
        </View>
      )}
      {choosing && <GroupsSheet filters={street.filters} change={street.change} onClose={() => setChoosing(false)} />}
      {sheets}
    </Page>
  );
}
