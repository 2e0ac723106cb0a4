import type { Endpoint } from '@jierong/shared/endpoint';
import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportInfo } from '@jierong/shared/reports';
import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef } from 'react';
import { usePageShown } from '@/features/reports/useNow';
import { type Input, type Output, RequestError, request } from '@/services/request';
import { type Action, useAction } from '@/services/useAction';
import { useRequest } from '@/services/useRequest';

/** How often a report that is being passed on is looked at again, in milliseconds. */
const POLL = 5000;

const moving = (report: ReportInfo | undefined): boolean =>
  report !== undefined && (report.state === 'received' || (report.state === 'forwarding' && report.receipt !== 'held'));

/** Endpoints that act on a report and answer with it. */
type ActEndpoint = Endpoint & { output: typeof reports.info.output };

export interface ReportPage {
  report?: ReportInfo;
  error?: RequestError;
  loading: boolean;
  reload: () => Promise<void>;
  /** Changes what is shown. */
  patch: (change: (report: ReportInfo) => ReportInfo) => void;
  /** The act under way, or why the last one failed. */
  action: Action;
  /** Does an act that answers the report; resolves to whether it was done. */
  act: <E extends ActEndpoint>(endpoint: E, input: Input<E>) => Promise<boolean>;
}

/**
 * A report on its own page: looked at again when the page comes back to the front, and every few seconds while the
 * report is on its way. When somebody else was faster, the newest is fetched before the person tries again.
 */
export function useReport(id: string, signedIn: <T>(act: () => Promise<T>) => Promise<T | undefined>): ReportPage {
  const { data: report, error, loading, reload, setData, patch } = useRequest(reports.info, id ? { id } : null);
  const action = useAction();
  const shown = usePageShown();
  const polled = shown && moving(report);

  useEffect(() => {
    if (!polled) return;
    const timer = setInterval(() => void reload(), POLL);
    return () => clearInterval(timer);
  }, [polled, reload]);

  const opened = useRef(false);
  useDidShow(() => {
    if (opened.current) void reload();
    opened.current = true;
  });

  const { run } = action;
  const act = useCallback(
    async <E extends ActEndpoint>(endpoint: E, input: Input<E>): Promise<boolean> => {
      const told = await run(() =>
        signedIn(async () => {
          try {
            return (await request(endpoint, input)) as Output<E> & ReportInfo;
          } catch (failure) {
            if (failure instanceof RequestError && failure.code === 'reportMoved') void reload();
            throw failure;
          }
        }),
      );
      if (told) setData(told);
      return told !== undefined;
    },
    [run, signedIn, reload, setData],
  );

  return { report, error, loading, reload, patch, action, act };
}
