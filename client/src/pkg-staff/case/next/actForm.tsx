import type { CaseAction, CaseInfo } from '@jierong/shared/cases';
import { units } from '@jierong/shared/endpoints/ratings';
import { limits } from '@jierong/shared/limits';
import { type DeclineReason, declineReasons } from '@jierong/shared/reports';
import { View } from '@tarojs/components';
import { Field } from '@/components/field';
import { Seg } from '@/components/seg';
import type { PhotoUploads } from '@/features/photos/usePhotoUploads';
import { UploadGrid } from '@/features/reports/uploadGrid';
import { Choose } from '@/features/staff/choose';
import { useRequest } from '@/services/useRequest';
import { caseText } from '@/text/desk';
import { declineReasonLabels } from '@/text/states';
import { beforeText } from '@/text/time';
import { type CaseForm, limitOf, partsOf, unitOf, usualLimit } from './caseForm';

interface Props {
  action: CaseAction;
  info: CaseInfo;
  form: CaseForm;
  photos: PhotoUploads;
  now: number;
  onChange: (change: Partial<CaseForm>) => void;
}

/** The fields of one act. */
export function ActForm(props: Props) {
  const { action, form, photos, onChange } = props;
  const parts = partsOf[action];
  return (
    <View className="case__form">
      {parts.includes('decline') && (
        <Choose<DeclineReason>
          label={caseText.decline}
          options={declineReasons.map((value) => ({ value, label: declineReasonLabels[value] }))}
          value={form.decline}
          onChange={(decline) => onChange({ decline })}
        />
      )}
      {parts.includes('reason') && (
        <Field
          label={action === 'refuseHandOver' ? caseText.insideReason : caseText.reason}
          multiline
          max={limits.reason}
          value={form.reason}
          onInput={(reason) => onChange({ reason })}
        />
      )}
      {parts.includes('words') && (
        <Field
          label={caseText.contactWords}
          multiline
          max={limits.contactWords}
          value={form.words}
          note={caseText.phoneNote}
          onInput={(words) => onChange({ words })}
        />
      )}
      {parts.includes('photos') && (
        <View className="field">
          <View className="field__head">
            <View className="field__label">{caseText.afterPhotos}</View>
          </View>
          <UploadGrid
            photos={photos}
            label={caseText.afterPhotos}
            max={limits.photosPerFeedback}
            addLabel={caseText.addPhoto}
          />
        </View>
      )}
      {parts.includes('unit') && <UnitField {...props} />}
      {parts.includes('limit') && <LimitField {...props} />}
      {parts.includes('note') && (
        <Field
          label={action === 'handOver' ? caseText.insideNote : caseText.note}
          multiline
          max={limits.note}
          value={form.note}
          onInput={(note) => onChange({ note })}
        />
      )}
    </View>
  );
}

function UnitField({ action, info, form, onChange }: Props) {
  const { data } = useRequest(units.list, {});
  const { suggested, unit } = info;
  const known = data?.units ?? (suggested ? [{ id: suggested.unitId, name: suggested.unitName }] : []);
  // Handing over to the unit that has it would change nothing.
  const offered = action === 'handOver' ? known.filter(({ id }) => id !== unit?.id) : known;
  const first = offered.filter(({ id }) => id === suggested?.unitId);
  const rest = offered.filter(({ id }) => id !== suggested?.unitId);
  return (
    <Choose
      label={caseText.unit}
      options={[...first, ...rest].map(({ id, name }) => ({ value: id, label: name }))}
      value={unitOf(action, form, info)}
      note={
        action === 'dispatch' && suggested
          ? caseText.suggested[suggested.because](suggested.unitName, suggested.duty)
          : undefined
      }
      onChange={(unitId) => onChange({ unitId })}
    />
  );
}

function LimitField({ info, form, now, onChange }: Props) {
  const usual = usualLimit(info);
  const limit = limitOf(form, info);
  const { suggested } = info;
  return (
    <View className="field">
      <View className="case__limit">
        <View className="case__number">
          <Field
            label={caseText.limit}
            type="digit"
            value={form.limitValue ?? (limit ? String(limit.value) : '')}
            onInput={(limitValue) => onChange({ limitValue })}
          />
        </View>
        <Seg
          label={caseText.limitUnit}
          options={(['workingHour', 'workingDay', 'day'] as const).map((value) => ({
            value,
            label: caseText.limitUnits[value],
          }))}
          value={form.limitUnit ?? usual?.unit ?? 'workingDay'}
          onChange={(limitUnit) => onChange({ limitUnit })}
        />
      </View>
      {suggested && usual && (
        <View className="cap mt1">{caseText.limitUsual(usual, beforeText(suggested.dueAt, now))}</View>
      )}
    </View>
  );
}
