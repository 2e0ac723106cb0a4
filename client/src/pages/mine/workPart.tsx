import type { Me } from '@jierong/shared/people';
import { Card } from '@/components/card';
import { Cell } from '@/components/cell';
import type { IconName } from '@/components/icon/names';
import { Badge } from '@/components/marks';
import { go } from '@/features/mine/go';
import type { Summary } from '@/features/mine/todo';
import { mineText } from '@/text/mine';

type Workbench = Me['workbench'][number];

const icons: Record<Workbench, IconName> = {
  desk: 'ui-layers',
  review: 'state-inReview',
  disputes: 'act-appeal',
  forwarding: 'state-forwarding',
  board: 'ui-chart',
};

/** 工作台: the staff pages this person may open, with what waits on each. */
export function WorkPart({ pages, work }: { pages: readonly Workbench[]; work: Summary['work'] }) {
  const counts: Record<Workbench, number> = {
    desk: work.desk,
    review: work.review,
    disputes: work.disputes,
    forwarding: work.held,
    board: 0,
  };
  return (
    <Card title={mineText.work} className="mine__menu">
      {pages.map((page) => (
        <Cell
          key={page}
          icon={icons[page]}
          title={mineText.workNames[page]}
          note={mineText.workNotes[page]}
          value={counts[page] > 0 && <Badge count={counts[page]} label={mineText.workCount(counts[page])} />}
          onTap={() => go(`/pkg-staff/${page}/index`)}
        />
      ))}
    </Card>
  );
}
