import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Seg } from '@/components/seg';
import { useStaff } from '@/features/staff/staffContext';
import { reviewText } from '@/text/reviewing';
import { ReportReview } from './reportReview';
import { TalkReview } from './talkReview';

type Which = 'reports' | 'talk';

/** Reports and appeals; for moderators also comments and proposals that the check was not sure of. */
export function ReviewDesk() {
  const { me } = useStaff();
  const { kind } = useRouter().params;
  const [which, setWhich] = useState<Which>(kind === 'talk' ? 'talk' : 'reports');
  const head = me.role === 'moderator' && (
    <Seg<Which>
      label={reviewText.kinds}
      value={which}
      options={[
        { value: 'reports', label: reviewText.reports },
        { value: 'talk', label: reviewText.talk },
      ]}
      onChange={setWhich}
    />
  );
  return which === 'talk' ? <TalkReview head={head} /> : <ReportReview head={head} />;
}
