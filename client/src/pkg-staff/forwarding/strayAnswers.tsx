import { forwarding } from '@jierong/shared/endpoints/forwarding';
import type { StrayAnswer } from '@jierong/shared/forwarding';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import { openReport } from '@/features/reports/navigate';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { errorSentence } from '@/text/errors';
import { destinationText, sendingText } from '@/text/sending';
import { shortWhen } from '@/text/staff';

interface Props {
  answers: readonly StrayAnswer[];
  now: number;
  /** Takes one out of the list. */
  onSeen: (id: string) => void;
}

/** What case queues told that moved nothing here: people look, act on the report where needed, and say that they have seen it. */
export function StrayAnswers({ answers, now, onSeen }: Props) {
  return (
    <View {...aria({ role: 'list', label: sendingText.strayTitle })}>
      {answers.map((answer) => (
        <Stray key={answer.id} answer={answer} now={now} onSeen={() => onSeen(answer.id)} />
      ))}
    </View>
  );
}

function Stray({ answer, now, onSeen }: { answer: StrayAnswer; now: number; onSeen: () => void }) {
  const { busy, error, run } = useAction();
  const { id, destination, caseNumber, action, at, why, by, note, reportId } = answer;
  const seen = async () => {
    await request(forwarding.dismissAnswer, { id });
    onSeen();
  };
  return (
    <View className="sending__stray" {...aria({ role: 'listitem' })}>
      <Text className="sending__said">
        {sendingText.said(by ?? destinationText(destination), sendingText.actions[action])}
      </Text>
      <Text className="cap">{sendingText.saidOf(caseNumber, shortWhen(at, now))}</Text>
      {note && <Text className="sub">{note}</Text>}
      <Text className="sub">{sendingText.why[why]}</Text>
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
      <View className="btns">
        {reportId && (
          <Btn kind="plain" size="mid" onTap={() => openReport(reportId)}>
            {sendingText.toReport}
          </Btn>
        )}
        <Btn kind="soft" size="mid" icon="ui-check" busy={busy} onTap={() => void run(seen)}>
          {sendingText.seen}
        </Btn>
      </View>
    </View>
  );
}
