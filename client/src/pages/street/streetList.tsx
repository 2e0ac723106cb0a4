import { openStates } from '@jierong/shared/reportPosition';
import type { ReportCard } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { ErrorState } from '@/components/errorState';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { openReport } from '@/features/reports/navigate';
import { ReportLine } from '@/features/reports/reportLine';
import { actLabels } from '@/text/actions';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { streetText } from '@/text/street';
import { timeOfDay, whenText } from '@/text/time';
import type { Street } from './useStreet';

interface Props {
  street: Street;
  now: number;
  /** Cards with a support button, or slim lines under the map. */
  cards: boolean;
  onSupport: (report: ReportCard) => void;
}

const toReporting = () => void Taro.switchTab({ url: '/pages/report/index' });

/** The list, or why there is none. */
export function StreetList({ street, now, cards, onSupport }: Props) {
  const { pages, plain, filters, clear, kept } = street;
  if (kept) return <KeptList {...kept} now={now} onRetry={pages.reload} />;
  if (!pages.ready)
    return pages.error ? (
      <ErrorState text={errorSentence(pages.error)} requestId={pages.error.requestId} onRetry={pages.reload} />
    ) : (
      <Skeleton />
    );
  if (pages.items.length === 0)
    return (
      <Empty
        title={filters.open ? streetText.emptyOpen : streetText.emptyTitle}
        text={plain ? streetText.emptyText : streetText.emptyFilter}
      >
        <Btn icon="act-camera" onTap={toReporting}>
          {streetText.report}
        </Btn>
        <Btn kind="plain" onTap={clear}>
          {streetText.clearFilters}
        </Btn>
      </Empty>
    );
  return (
    <>
      <View className={cards ? 'street__cards' : 'street__lines'} {...aria({ role: 'list', label: streetText.list })}>
        {pages.items.map((report) => (
          <View key={report.id} className={cards ? 'card' : 'street__line'} {...aria({ role: 'listitem' })}>
            <ReportLine report={report} now={now} slim={cards} />
            {cards && <CardFoot report={report} onSupport={onSupport} />}
          </View>
        ))}
      </View>
      {pages.error && <Notice tone="bad">{errorSentence(pages.error)}</Notice>}
      {pages.more && (
        <View className="street__end">
          <Btn kind="plain" busy={pages.loading} busyLabel={commonText.loadingMore} onTap={pages.loadMore}>
            {commonText.loadMore}
          </Btn>
        </View>
      )}
      {pages.items.some((r) => r.demonstration) && <View className="cap street__end">{commonText.demonstration}</View>}
    </>
  );
}

/** Under a card: how many met it too, and the one thing to do about it. */
function CardFoot({ report, onSupport }: { report: ReportCard; onSupport: (report: ReportCard) => void }) {
  const { state, supported, mine, supports, comments } = report;
  const resolved = state === 'resolved';
  return (
    <>
      <View className="rule" />
      <View className="row between wrap">
        <Text className="sub grow">{resolved ? streetText.lookNote : streetText.counts(supports, comments)}</Text>
        {resolved ? (
          <Btn size="mid" onTap={() => openReport(report.id)}>
            {streetText.look}
          </Btn>
        ) : mine ? (
          <Text className="cap">{streetText.yours}</Text>
        ) : (
          openStates.includes(state) && (
            <Btn kind="line" size="mid" icon="act-support" chosen={supported} onTap={() => onSupport(report)}>
              {supported ? actLabels.unsupport : actLabels.support}
            </Btn>
          )
        )}
      </View>
    </>
  );
}

/** The last list, while the server cannot be reached. */
function KeptList(props: { at: string; items: ReportCard[]; now: number; onRetry: () => void }) {
  const { at, items, now, onRetry } = props;
  return (
    <>
      <Notice
        tone="soon"
        icon="ui-offline"
        action={
          <Btn size="sm" kind="plain" onTap={onRetry}>
            {commonText.retry}
          </Btn>
        }
      >
        <Text className="strong">{streetText.keptTitle}</Text>
        <Text>{streetText.kept(whenText(at, now))}</Text>
      </Notice>
      <View className="street__cards" {...aria({ role: 'list', label: streetText.list })}>
        {items.map((report) => (
          <View key={report.id} className="card" {...aria({ role: 'listitem' })}>
            <ReportLine report={report} now={now} keptAt={streetText.keptState(timeOfDay(at))} />
          </View>
        ))}
      </View>
      <Empty art="none" title={streetText.canReport} text={streetText.canReportText}>
        <Btn kind="soft" icon="act-camera" onTap={toReporting}>
          {streetText.capture}
        </Btn>
      </Empty>
    </>
  );
}
