import type { CaseAction, CaseInfo } from '@jierong/shared/cases';
import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { Tap } from '@/components/tap';
import { missingPhotos } from '@/features/reports/uploadGrid';
import { useNow } from '@/features/reports/useNow';
import { caseActionIcons, caseActionLabels, caseActionNotes, turnSentence } from '@/text/cases';
import { commonText } from '@/text/common';
import { caseText } from '@/text/desk';
import { ActForm } from './actForm';
import { isHard, mainAct, missingFor, partsOf } from './caseForm';
import { NextNotices } from './nextNotices';
import { useCaseAct } from './useCaseAct';

interface Props {
  info: CaseInfo;
  reload: () => Promise<void>;
  onActed: (moved: CaseInfo) => void;
  onNext?: () => void;
}

/** The one thing to decide, framed: the main act with its form; the others in a row, each with its own. */
export function NextBox({ info, reload, onActed, onNext }: Props) {
  const now = useNow();
  const state = useCaseAct(info, reload, onActed);
  const { action, form, photos } = state;
  const main = mainAct(info);
  if (!action) {
    const turn = turnSentence(info);
    return (
      <Card title={titleOf(info)}>
        <NextNotices info={info} state={state} onNext={onNext} />
        {turn && !info.conflict && <Text className="sub">{turn}</Text>}
        <Others actions={info.abilities} busy={state.busy} onChoose={state.choose} />
      </Card>
    );
  }
  const others = info.abilities.filter((one) => one !== action && one !== main);
  const missing =
    missingFor(action, form, info, photos.items.length) ??
    (partsOf[action].includes('photos') ? missingPhotos(photos) : undefined);
  return (
    <Card
      className="next case__next"
      title={caseActionLabels[action]}
      action={<Text className="cap">{caseText.next}</Text>}
    >
      <NextNotices info={info} state={state} onNext={onNext} />
      <ActForm action={action} info={info} form={form} photos={photos} now={now} onChange={state.change} />
      <View className="case__main">
        <Btn
          wide
          kind={isHard(action) && action !== main ? 'brick' : 'main'}
          icon={caseActionIcons[action]}
          busy={state.busy}
          busyLabel={commonText.sending}
          disabled={missing !== undefined}
          onTap={() => void state.send()}
        >
          {missing ?? caseActionLabels[action]}
        </Btn>
        <View className="cap">{caseActionNotes[action]}</View>
      </View>
      {action !== main && (
        <Tap className="link" onTap={() => state.choose(undefined)}>
          <Icon name="act-undo" size="s" />
          <Text>{main ? caseText.back(caseActionLabels[main]) : caseText.notYet}</Text>
        </Tap>
      )}
      <Others actions={others} busy={state.busy} onChoose={state.choose} />
    </Card>
  );
}

function titleOf(info: CaseInfo): string {
  if (info.conflict) return caseText.conflict;
  return turnSentence(info) ? caseText.notYourTurn : caseText.over;
}

function Others(props: { actions: readonly CaseAction[]; busy: boolean; onChoose: (action: CaseAction) => void }) {
  if (props.actions.length === 0) return null;
  return (
    <View className="case__others">
      {props.actions.map((action) => (
        <Btn
          key={action}
          kind="plain"
          size="mid"
          disabled={props.busy}
          icon={caseActionIcons[action]}
          onTap={() => props.onChoose(action)}
        >
          {caseActionLabels[action]}
        </Btn>
      ))}
    </View>
  );
}
