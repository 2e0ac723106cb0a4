import type { CaseInfo } from '@jierong/shared/cases';
import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import { caseActionLabels } from '@/text/cases';
import { caseText } from '@/text/desk';
import { errorSentence } from '@/text/errors';
import type { CaseAct } from './useCaseAct';

interface Props {
  info: CaseInfo;
  state: CaseAct;
  onNext?: () => void;
}

/** What to know before deciding: a conflict, an open dispute, somebody who was faster, why the last try failed. */
export function NextNotices({ info, state, onNext }: Props) {
  const { done, error, moved, form, action } = state;
  const typed = [form.reason, form.words, form.note].filter(Boolean).join(' ');
  // "Somebody was faster" is told once, with the case as it is now.
  const trouble = error && !(moved && (error.code === 'caseMoved' || error.code === 'illegalTransition'));
  return (
    <View className="case__notices">
      {done && (
        <Notice
          icon="ui-check"
          action={
            onNext && (
              <Btn kind="line" size="sm" onTap={onNext}>
                {caseText.nextCase}
              </Btn>
            )
          }
        >
          <Text>{caseText.done(caseActionLabels[done])}</Text>
        </Notice>
      )}
      {info.conflict && (
        <Notice tone="soon" icon="ui-shield">
          <View className="strong">{caseText.conflict}</View>
          <Text>{caseText.conflictNote}</Text>
        </Notice>
      )}
      {info.handOverTo && info.unit && (
        <Notice tone="soon" icon="act-reroute">
          {info.abilities.includes('takeOver')
            ? caseText.askedHereNote(info.unit.name)
            : caseText.asked(info.handOverTo.name)}
        </Notice>
      )}
      {info.disputeOpen && action === 'rework' && <Notice tone="soon">{caseText.disputeOpen}</Notice>}
      {moved && (
        <Notice tone="soon" icon="ui-retry" alert>
          <Text>{action ? caseText.moved : caseText.movedOn}</Text>
          {!action && typed !== '' && <View>{caseText.kept(typed)}</View>}
        </Notice>
      )}
      {trouble && (
        <Notice tone="bad" alert>
          <Text>{error.code === 'conflictOfInterest' ? caseText.conflictNote : errorSentence(error)}</Text>
        </Notice>
      )}
    </View>
  );
}
