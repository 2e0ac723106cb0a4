import { reports } from '@jierong/shared/endpoints/reports';
import { limits } from '@jierong/shared/limits';
import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Field } from '@/components/field';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { Toggle } from '@/components/toggle';
import { toast } from '@/features/reports/toast';
import { useNow } from '@/features/reports/useNow';
import { actLabels } from '@/text/actions';
import { commonText } from '@/text/common';
import { detailText } from '@/text/detail';
import { errorSentence } from '@/text/errors';
import { countdownText } from '@/text/time';
import type { ReportPage } from './useReport';
import { mayWithdraw, Withdraw } from './withdraw';

interface Props {
  report: ReportInfo;
  page: Pick<ReportPage, 'act' | 'action'>;
}

/** The undo window: change it or take it back, with the time that is left. */
export function UndoPart({ report, page }: Props) {
  const now = useNow(1000);
  const [editing, setEditing] = useState(false);
  const { abilities, undoUntil } = report;
  if (!undoUntil) return null;
  const left = new Date(undoUntil).getTime() - now;
  const mayEdit = abilities.includes('edit') && left > 0;
  const close = () => {
    setEditing(false);
    page.action.clear();
  };
  return (
    <View className="card">
      <View className="row">
        <Icon name="act-clock" />
        <Text
          className="strong grow"
          {...aria({
            role: 'timer',
            label: detailText.undo(detailText.minutes(Math.max(0, Math.ceil(left / 60_000)))),
          })}
        >
          {left > 0 ? detailText.undo(countdownText(left)) : detailText.undoOver}
        </Text>
      </View>
      {left > 0 && <View className="cap mt1">{detailText.undoNote}</View>}
      <View className="btns mt3">
        {mayEdit && (
          <Btn kind="soft" size="mid" icon="act-edit" onTap={() => setEditing(true)}>
            {actLabels.edit}
          </Btn>
        )}
        {mayWithdraw(report) && <Withdraw report={report} page={page} />}
      </View>
      {editing && <EditSheet report={report} page={page} onClose={close} />}
    </View>
  );
}

/** Words and name of a report that was just sent. */
function EditSheet({ report, page, onClose }: Props & { onClose: () => void }) {
  const { id, version } = report;
  const [words, setWords] = useState(report.words);
  const [anonymous, setAnonymous] = useState(report.anonymous);
  const { busy, error } = page.action;
  const save = async () => {
    if (!(await page.act(reports.edit, { id, version, words: words.trim(), anonymous }))) return;
    toast(detailText.saved);
    onClose();
  };
  return (
    <Sheet
      open
      title={detailText.editTitle}
      onClose={onClose}
      foot={
        <Btn wide busy={busy} busyLabel={commonText.sending} onTap={save}>
          {detailText.save}
        </Btn>
      }
    >
      <Field label={detailText.words} multiline value={words} max={limits.words} onInput={setWords} />
      <View className="row between mt3">
        <Text className="grow">{detailText.anonymous}</Text>
        <Toggle label={detailText.anonymous} checked={anonymous} onChange={setAnonymous} />
      </View>
      <View className="cap mt1">{detailText.anonymousNote}</View>
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
    </Sheet>
  );
}
