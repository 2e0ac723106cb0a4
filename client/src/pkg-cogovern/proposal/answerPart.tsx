import { proposals } from '@jierong/shared/endpoints/talk';
import { limits } from '@jierong/shared/limits';
import type { Proposal } from '@jierong/shared/talk';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Official } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Steps } from '@/components/steps';
import { toast } from '@/features/reports/toast';
import type { SignedIn } from '@/features/session/useSignedIn';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import type { Requested } from '@/services/useRequest';
import { proposalText } from '@/text/cogovern';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { whenText } from '@/text/time';

interface Props {
  proposal: Proposal;
  now: number;
  /** Of who may answer. */
  unit?: string;
  page: Pick<Requested<Proposal>, 'setData'>;
  signedIn: SignedIn['signedIn'];
}

/** The official answer; before it, what follows the vote, and for who speaks for the unit the form. */
export function AnswerPart({ proposal, now, unit, page, signedIn }: Props) {
  const { officialAnswer, abilities } = proposal;
  if (officialAnswer)
    return (
      <Card title={proposalText.answer}>
        <View className="talk__official proposalPage__answer">
          <View className="row between wrap">
            <View className="row wrap">
              <Official text={proposalText.seal} />
              <Text className="strong">{officialAnswer.unitName}</Text>
            </View>
            <Text className="cap">{whenText(officialAnswer.at, now)}</Text>
          </View>
          <View className="mt1">{officialAnswer.words}</View>
        </View>
      </Card>
    );
  return (
    <>
      <Card title={proposalText.after}>
        <Steps items={proposalText.steps} />
      </Card>
      {abilities.includes('answer') && unit && (
        <AnswerForm id={proposal.id} unit={unit} signedIn={signedIn} onAnswered={page.setData} />
      )}
    </>
  );
}

interface FormProps {
  id: string;
  unit: string;
  signedIn: SignedIn['signedIn'];
  onAnswered: (proposal: Proposal) => void;
}

function AnswerForm({ id, unit, signedIn, onAnswered }: FormProps) {
  const [words, setWords] = useState('');
  const { busy, error, run } = useAction();
  const text = words.trim();
  const send = async () => {
    const told = await run(() => signedIn(() => request(proposals.answer, { id, words: text })));
    if (!told) return;
    onAnswered(told);
    toast(proposalText.answered);
  };
  return (
    <Card title={proposalText.answerTitle}>
      <View className="sub">{proposalText.answerNote(unit)}</View>
      <View className="mt3">
        <Field
          label={proposalText.answerLabel}
          multiline
          value={words}
          max={limits.comment}
          placeholder={proposalText.answerExample}
          onInput={setWords}
        />
      </View>
      {error && (
        <View className="mt2">
          <Notice tone="bad" alert>
            {errorSentence(error)}
          </Notice>
        </View>
      )}
      <View className="mt3">
        <Btn
          wide
          kind="soft"
          disabled={text.length < 2}
          busy={busy}
          busyLabel={commonText.sending}
          onTap={() => void send()}
        >
          {text.length < 2 ? proposalText.answerMissing : proposalText.answerSend}
        </Btn>
      </View>
    </Card>
  );
}
