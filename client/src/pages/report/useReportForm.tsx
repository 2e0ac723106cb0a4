import { reports } from '@jierong/shared/endpoints/reports';
import type { Point } from '@jierong/shared/geo';
import { limits } from '@jierong/shared/limits';
import type { ReportCard, ReportInput } from '@jierong/shared/reports';
import { useDidShow } from '@tarojs/taro';
import { type ReactNode, useEffect, useState } from 'react';
import { type Draft, type Missing, missingOf, reportInputOf, useDraft } from '@/features/draft/draft';
import { type Submitted, submitDraft } from '@/features/draft/submitDraft';
import { isHopeless } from '@/features/photos/photoItem';
import { type PhotoUploads, usePhotoUploads } from '@/features/photos/usePhotoUploads';
import { type ChosenPlace, describePlace } from '@/features/places/chosenPlace';
import { usePlaceChoice } from '@/features/places/placeChoice';
import { useSignedIn } from '@/features/session/useSignedIn';
import { RequestError, request } from '@/services/request';
import { type Action, useAction } from '@/services/useAction';

export interface ReportForm {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  photos: PhotoUploads;
  missing: Missing[];
  /** A photo cannot be sent at all and must be replaced. */
  stuck: boolean;
  act: Action;
  submit: () => Promise<void>;
  /** Reports that may be the same one; shown before sending. */
  similar?: ReportCard[];
  /** They are other ones: sends the draft. */
  distinct: () => Promise<void>;
  closeSimilar: () => void;
  signedIn: ReturnType<typeof useSignedIn>['signedIn'];
  /** Throws the draft away. */
  drop: () => void;
  sent?: Submitted;
  /** What the server told anew of the report that was sent; undefined begins the next draft. */
  setSent: (sent: Submitted | undefined) => void;
  sheets: ReactNode;
}

/** All that happens on 随手拍, from the first photo to the answer of the server. */
export function useReportForm(): ReportForm {
  const { draft, change, drop } = useDraft();
  const photos = usePhotoUploads(limits.photosPerReport, undefined, {
    tab: true,
    kept: { photos: draft.photos, save: (kept) => change({ photos: kept }) },
  });
  const { signedIn, sheets } = useSignedIn({ tab: true });
  const act = useAction();
  const [similar, setSimilar] = useState<ReportCard[]>();
  const [sent, setSent] = useState<Submitted>();

  useDidShow(() => {
    const place = usePlaceChoice.getState().take();
    if (place) change({ place });
  });
  usePlaceOfPhoto(photos.taken?.point);

  const send = async (input: ReportInput) => {
    const submitted = await signedIn(() => sendKnown(input, photos));
    if (!submitted) return;
    photos.clear();
    setSent(submitted);
  };
  const submit = async () => {
    await act.run(async () => {
      const input = reportInputOf(useDraft.getState().draft, await photos.finish());
      if (!input) throw new RequestError('pictureRequired');
      const found = await signedIn(() => similarTo(input));
      if (found?.length) setSimilar(found);
      else if (found) await send(input);
    });
  };
  const distinct = async () => {
    await act.run(async () => {
      const input = reportInputOf(useDraft.getState().draft, await photos.finish());
      if (!input) throw new RequestError('pictureRequired');
      change({ distinctAt: whereabouts(input) });
      setSimilar(undefined);
      await send(input);
    });
  };

  return {
    draft,
    change,
    photos,
    missing: missingOf(draft, photos.items.length),
    stuck: photos.items.some(isHopeless),
    act,
    submit,
    similar,
    distinct,
    closeSimilar: () => setSimilar(undefined),
    signedIn,
    drop: () => {
      photos.clear();
      drop();
    },
    sent,
    setSent,
    sheets: (
      <>
        {photos.sheets}
        {sheets}
      </>
    ),
  };
}

/** The place of the first photo that knows one, unless there is a place already. */
function usePlaceOfPhoto(point: Point | undefined): void {
  const { longitude, latitude } = point ?? {};
  useEffect(() => {
    if (longitude === undefined || latitude === undefined || useDraft.getState().draft.place) return;
    void describePlace({ longitude, latitude, datum: 'gcj02' }, 'photo').then((place) => {
      const { draft, change } = useDraft.getState();
      if (!draft.place) change({ place });
    });
  }, [longitude, latitude]);
}

/** The group and the place, about 10 m fine: what was said about similar reports holds as long as these stay. */
const whereabouts = ({ group, place: { point } }: ReportInput): string =>
  [group, point?.longitude.toFixed(4), point?.latitude.toFixed(4)].join(' ');

/** Looking is a courtesy: when it fails the draft goes its way. What was sent before is not compared with itself. */
async function similarTo(input: ReportInput): Promise<ReportCard[]> {
  const { draft } = useDraft.getState();
  const { point } = input.place;
  if (!point || draft.unanswered.length || draft.distinctAt === whereabouts(input)) return [];
  const { longitude, latitude } = point;
  try {
    return (await request(reports.duplicates, { group: input.group, longitude, latitude })).items;
  } catch (error) {
    if (!(error instanceof RequestError) || error.code === 'sessionExpired' || error.code === 'signInRequired')
      throw error;
    return [];
  }
}

/** Photos of another person are not known as this one's: they are sent again, once. */
async function sendKnown(input: ReportInput, photos: PhotoUploads): Promise<Submitted> {
  try {
    return await submitDraft(input);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (error.code === 'outsideDistrict') markOutside(error.data);
    if (error.code !== 'unknownPhoto') throw error;
    photos.forget((error.data?.photos ?? []) as string[]);
    return submitDraft({ ...input, photos: await photos.finish() });
  }
}

function markOutside(told: Record<string, unknown> | undefined): void {
  const { draft, change } = useDraft.getState();
  const outside = told as ChosenPlace['outside'];
  if (draft.place && outside?.nearest) change({ place: { ...draft.place, outside } });
}
