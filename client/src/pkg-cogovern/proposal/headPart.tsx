import type { Proposal } from '@jierong/shared/talk';
import { Text, View } from '@tarojs/components';
import { Due } from '@/components/due';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Tag } from '@/components/marks';
import { Photo } from '@/components/photo';
import { StateChip } from '@/components/stateChip';
import { Tap } from '@/components/tap';
import { openReport } from '@/features/reports/navigate';
import { closingStatus } from '@/features/talk/closing';
import { photoUrl } from '@/services/media';
import { proposalText } from '@/text/cogovern';
import { photoAlt } from '@/text/common';
import { stateLabels } from '@/text/states';
import { whenText } from '@/text/time';

/** What is proposed and why, and the report it belongs to. */
export function HeadPart({ proposal, now }: { proposal: Proposal; now: number }) {
  const { cover, title, why, by, at, closesAt, reportId, reportTitle, reportState } = proposal;
  const status = closingStatus(proposal, now);
  const over = status === 'done';
  return (
    <>
      {cover && (
        <Photo
          className="proposalPage__cover"
          src={photoUrl(cover.key, 'card')}
          alt={cover.alt ?? photoAlt(reportTitle, 'far', 1)}
          tag={proposalText.photoTag}
        />
      )}
      <View className="proposalPage__head">
        <View className="row between wrap">
          {over ? <Tag text={proposalText.over} /> : <Tag text={proposalText.voting} icon="act-vote" />}
          {!over && <Due status={status} text={proposalText.until(closesAt, now)} />}
        </View>
        <Heading className="h2 mt2">{title}</Heading>
        <View className="proposalPage__why">{why}</View>
        <Text className="cap">{proposalText.by(by, whenText(at, now))}</Text>
        <Tap
          className="proposalPage__report"
          role="link"
          label={[proposalText.about, reportTitle, stateLabels[reportState]].join('，')}
          onTap={() => openReport(reportId)}
        >
          <View className="grow">
            <View className="cap">{proposalText.about}</View>
            <View className="strong">{reportTitle}</View>
          </View>
          <StateChip state={reportState} label={stateLabels[reportState]} />
          <Icon name="ui-right" />
        </Tap>
      </View>
    </>
  );
}
