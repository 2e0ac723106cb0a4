import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportCard } from '@jierong/shared/reports';
import { request } from '@/services/request';
import { type Action, useAction } from '@/services/useAction';

type Support = Pick<ReportCard, 'supports' | 'supported'>;

/**
 * 我也遇到, shown at once and taken back when the server says no.
 * @param signedIn of `useSignedIn`
 * @param apply puts the new count on the screen
 */
export function useSupport(
  signedIn: <T>(act: () => Promise<T>) => Promise<T | undefined>,
  apply: (id: string, support: Support) => void,
): { toggle: (report: Support & { id: string }) => Promise<void>; action: Action } {
  const action = useAction();
  const toggle = async ({ id, supports, supported }: Support & { id: string }) => {
    await action.run(() =>
      signedIn(async () => {
        apply(id, { supported: !supported, supports: supports + (supported ? -1 : 1) });
        try {
          apply(id, await request(supported ? reports.unsupport : reports.support, { id }));
        } catch (error) {
          apply(id, { supported, supports });
          throw error;
        }
      }),
    );
  };
  return { toggle, action };
}
