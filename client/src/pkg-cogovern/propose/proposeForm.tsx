import { proposals } from '@jierong/shared/endpoints/talk';
import { limits } from '@jierong/shared/limits';
import type { ReportInfo } from '@jierong/shared/reports';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type ReactNode, useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { Steps } from '@/components/steps';
import { ReportLine } from '@/features/reports/reportLine';
import { toast } from '@/features/reports/toast';
import { useNow } from '@/features/reports/useNow';
import type { SignedIn } from '@/features/session/useSignedIn';
import { forgetProposal, keepProposal, keptProposal, type ProposalDraft, toSend } from '@/features/talk/proposalDraft';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { proposalText } from '@/text/cogovern';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';

/** The API takes nothing shorter. */
const SHORTEST = 2;

interface Props {
  report: ReportInfo;
  signedIn: SignedIn['signedIn'];
  sheets: ReactNode;
}

/** What and why. Kept on the device while it is written, and sent under one key until the server answered. */
export function ProposeForm({ report, signedIn, sheets }: Props) {
  const now = useNow();
  const [draft, setDraft] = useState(() => keptProposal(report.id));
  const { busy, error, run } = useAction();
  const keep = (next: ProposalDraft) => {
    setDraft(next);
    keepProposal(report.id, next);
  };
  const title = draft.title.trim();
  const why = draft.why.trim();
  const missing =
    title.length < SHORTEST ? proposalText.missing.title : why.length < SHORTEST ? proposalText.missing.why : undefined;
  const send = async () => {
    const ready = toSend(draft);
    keep(ready);
    const input = { reportId: report.id, title, why };
    const added = await run(() => signedIn(() => request(proposals.add, input, { idempotencyKey: ready.sent.key })));
    if (!added) return;
    forgetProposal(report.id);
    toast(added.abilities.length > 0 ? proposalText.sent : proposalText.sentHeld);
    void Taro.redirectTo({ url: `/pkg-cogovern/proposal/index?id=${added.id}` });
  };
  const bar = (
    <>
      <Btn wide disabled={missing !== undefined} busy={busy} busyLabel={commonText.sending} onTap={() => void send()}>
        {missing ?? proposalText.send}
      </Btn>
      <View className="cap propose__caption">{proposalText.caption}</View>
    </>
  );
  return (
    <Page bar={bar}>
      <View className="stack">
        <Card title={proposalText.aboutReport}>
          <ReportLine report={report} now={now} />
        </Card>
        <Card label={proposalText.proposeTitle}>
          <Field
            label={proposalText.what}
            value={draft.title}
            max={limits.proposalTitle}
            placeholder={proposalText.whatExample}
            disabled={busy}
            onInput={(text) => keep({ ...draft, title: text })}
          />
          <View className="mt4">
            <Field
              label={proposalText.why}
              multiline
              value={draft.why}
              max={limits.proposalWhy}
              placeholder={proposalText.whyExample}
              disabled={busy}
              onInput={(text) => keep({ ...draft, why: text })}
            />
          </View>
        </Card>
        {error && (
          <Notice tone="bad" alert>
            {errorSentence(error)}
          </Notice>
        )}
        <Card title={proposalText.afterSent}>
          <Steps items={proposalText.sentSteps} />
        </Card>
      </View>
      {sheets}
    </Page>
  );
}
