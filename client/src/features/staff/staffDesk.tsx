import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Desk } from '@/components/desk';
import type { IconName } from '@/components/icon/names';
import { useNow } from '@/features/reports/useNow';
import { staffText, type WorkbenchPage, watermarkText, workbenchLabels } from '@/text/staff';
import { useStaff } from './staffContext';
// After the styles of `Desk`, on every page alike: they refine them.
import '@/pkg-staff/staff.scss';

const icons: Record<WorkbenchPage, IconName> = {
  desk: 'state-filed',
  review: 'state-inReview',
  disputes: 'act-appeal',
  forwarding: 'state-forwarding',
  board: 'ui-chart',
};

interface Props {
  page: WorkbenchPage;
  title: string;
  note?: string;
  actions?: ReactNode;
  /** A list beside the work; it brings the heading of the page, and the work its own. */
  queue?: ReactNode;
  /** The work brings its own heading. */
  alone?: boolean;
  /** The work is shown; on a phone the list may stand alone. */
  children?: ReactNode;
}

/** The rail with what waits for the reader, and the reader's name over everything. */
export function StaffDesk({ page, title, note, actions, queue, alone, children }: Props) {
  const { me, work } = useStaff();
  const now = useNow(60_000);
  const counts: Partial<Record<WorkbenchPage, number>> = {
    desk: work?.desk,
    review: work?.review,
    disputes: work?.disputes,
    forwarding: work?.held,
  };
  const kinds = ` staff__desk--${page}${queue || alone ? ' staff__desk--own' : ''}${children ? '' : ' staff__desk--list'}`;
  return (
    <View className={`staff__desk${kinds}`}>
      <Desk
        nav={me.workbench.map((key) => ({
          key,
          label: workbenchLabels[key],
          icon: icons[key],
          url: `/pkg-staff/${key}/index`,
          count: counts[key],
        }))}
        current={page}
        who={{ name: me.nickname, unit: me.unit?.name ?? staffText.noUnit }}
        title={title}
        note={note}
        actions={actions}
        watermark={watermarkText(me, now)}
        queue={queue}
      >
        {children}
      </Desk>
    </View>
  );
}
