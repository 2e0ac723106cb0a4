import { forwarding } from '@jierong/shared/endpoints/forwarding';
import type { ForwardingItem, ForwardingSummary } from '@jierong/shared/forwarding';
import { limits } from '@jierong/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { toast } from '@/features/reports/toast';
import { useStaff } from '@/features/staff/staffContext';
import { useDecision } from '@/features/staff/useDecision';
import { request } from '@/services/request';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { destinationText, sendingText } from '@/text/sending';

interface Props {
  item: ForwardingItem;
  reload: () => Promise<void>;
  onDone: () => void;
  /** Where it could go instead. */
  others: ForwardingSummary['destinations'];
}

/** Longest number of the other side, as the contract has it. */
const NUMBER = 40;

/** What to do with a held report: send it again; or hand it over by hand, or close it, each after one more question. */
export function HeldBox({ item, reload, onDone, others }: Props) {
  const { me } = useStaff();
  const { busy, error, decide } = useDecision(reload);
  const [asking, setAsking] = useState<'byHand' | 'close' | 'reroute'>();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const { reportId: id, version } = item;
  const send = async (act: () => Promise<unknown>, told: string) => {
    if (!(await decide(act))) return;
    toast(told);
    onDone();
  };
  const missingNumber = number.trim().length < 3 ? sendingText.missingNumber : undefined;
  const missingReason = reason.trim().length < 2 ? sendingText.missingReason : undefined;
  return (
    <View className="sending__acts">
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
      {asking === 'byHand' && (
        <>
          <Field
            label={sendingText.caseNumber}
            value={number}
            max={NUMBER}
            note={sendingText.byHandNote}
            onInput={setNumber}
          />
          <Btn
            wide
            busy={busy}
            busyLabel={commonText.sending}
            disabled={missingNumber !== undefined}
            onTap={() =>
              void send(
                () => request(forwarding.deliverByHand, { id, version, caseNumber: number.trim() }),
                sendingText.delivered,
              )
            }
          >
            {missingNumber ?? sendingText.byHand}
          </Btn>
        </>
      )}
      {asking === 'reroute' && (
        <>
          <Text className="cap">{sendingText.rerouteNote}</Text>
          {others.map(({ name, title }) => (
            <Btn
              key={name}
              wide
              kind="soft"
              busy={busy}
              busyLabel={commonText.sending}
              onTap={() =>
                void send(() => request(forwarding.reroute, { id, version, destination: name }), sendingText.rerouted)
              }
            >
              {sendingText.rerouteTo(destinationText(title))}
            </Btn>
          ))}
        </>
      )}
      {asking === 'close' && (
        <>
          <Field
            label={sendingText.reason}
            multiline
            max={limits.reason}
            value={reason}
            note={sendingText.closeNote}
            onInput={setReason}
          />
          <Btn
            wide
            kind="brick"
            busy={busy}
            busyLabel={commonText.sending}
            disabled={missingReason !== undefined}
            onTap={() =>
              void send(
                () => request(forwarding.closeWithReason, { id, version, reason: reason.trim() }),
                sendingText.closed,
              )
            }
          >
            {missingReason ?? sendingText.close}
          </Btn>
        </>
      )}
      {!asking && (
        <>
          <Btn
            wide
            icon="ui-retry"
            busy={busy}
            busyLabel={commonText.sending}
            onTap={() => void send(() => request(forwarding.resend, { id, version }), sendingText.resent)}
          >
            {sendingText.resend}
          </Btn>
          <Text className="cap">{sendingText.resendNote}</Text>
        </>
      )}
      <View className="btns">
        {asking && (
          <Btn kind="plain" size="mid" onTap={() => setAsking(undefined)}>
            {sendingText.back}
          </Btn>
        )}
        {!asking && (
          <Btn kind="plain" size="mid" icon="act-edit" disabled={busy} onTap={() => setAsking('byHand')}>
            {sendingText.byHand}
          </Btn>
        )}
        {!asking && others.length > 0 && (
          <Btn kind="plain" size="mid" icon="act-reroute" disabled={busy} onTap={() => setAsking('reroute')}>
            {sendingText.reroute}
          </Btn>
        )}
        {!asking && me.role === 'squadronLead' && (
          <Btn kind="brick" size="mid" disabled={busy} onTap={() => setAsking('close')}>
            {sendingText.close}
          </Btn>
        )}
      </View>
    </View>
  );
}
