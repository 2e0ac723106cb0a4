import type { CaseAction, CaseInfo } from '@jierong/shared/cases';
import { limits } from '@jierong/shared/limits';
import { useEffect, useRef, useState } from 'react';
import { type PhotoUploads, usePhotoUploads } from '@/features/photos/usePhotoUploads';
import { useStaff } from '@/features/staff/staffContext';
import { RequestError } from '@/services/request';
import { useAction } from '@/services/useAction';
import { type CaseForm, emptyForm, mainAct, sendAct } from './caseForm';

export interface CaseAct {
  /** The act whose form is open: the main one unless another was chosen. */
  action?: CaseAction;
  choose: (action: CaseAction | undefined) => void;
  form: CaseForm;
  change: (change: Partial<CaseForm>) => void;
  photos: PhotoUploads;
  busy: boolean;
  error?: RequestError;
  /** Somebody else moved the case while this form was being filled in. */
  moved: boolean;
  /** The reader's own last act. */
  done?: CaseAction;
  send: () => Promise<void>;
}

/**
 * One person's act on a case. When somebody else was faster the case is fetched anew and everything typed stays, also
 * when another act is now to be done.
 */
export function useCaseAct(info: CaseInfo, reload: () => Promise<void>, onActed: (moved: CaseInfo) => void): CaseAct {
  const { signedIn, recount } = useStaff();
  const { busy, error, run, clear } = useAction();
  const [chosen, setChosen] = useState<CaseAction>();
  const [form, setForm] = useState(emptyForm);
  const [done, setDone] = useState<CaseAction>();
  const [moved, setMoved] = useState(false);
  const photos = usePhotoUploads(limits.photosPerFeedback, 'near');
  const action = info.abilities.find((one) => one === chosen) ?? mainAct(info);

  const seen = useRef(info.version);
  const begun = form !== emptyForm || photos.items.length > 0;
  useEffect(() => {
    // An older one is what was shown before the reader's own act; its photos are cleared one render earlier.
    if (info.version <= seen.current) return;
    seen.current = info.version;
    if (begun) setMoved(true);
    setDone(undefined);
  }, [info.version, begun]);

  const send = async () => {
    if (!action) return;
    const answer = await run(() =>
      signedIn(async () => {
        try {
          return await sendAct(action, form, info, photos.keys);
        } catch (failure) {
          await mend(failure);
          throw failure;
        }
      }),
    );
    if (!answer) return;
    seen.current = answer.version;
    setForm(emptyForm);
    photos.clear();
    setChosen(undefined);
    setMoved(false);
    setDone(action);
    onActed(answer);
    recount();
  };

  const mend = async (failure: unknown) => {
    if (!(failure instanceof RequestError)) return;
    if (failure.code === 'unknownPhoto') photos.forget((failure.data?.photos as string[] | undefined) ?? []);
    if (failure.code !== 'caseMoved' && failure.code !== 'illegalTransition') return;
    setMoved(true);
    await reload();
  };

  return {
    action,
    choose: (next) => {
      setChosen(next);
      clear();
    },
    form,
    change: (change) => setForm((old) => ({ ...old, ...change })),
    photos,
    busy,
    error,
    moved,
    done,
    send,
  };
}
