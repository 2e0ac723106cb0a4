import { ActPage } from '@/features/reports/actPage';
import { claimText } from '@/text/acts';
import { FinishForm } from './finishForm';
import { TakeForm } from './takeForm';

/** 我来办: claims an offered issue, and later tells with a photo that it is done. */
export default function ClaimPage() {
  return (
    <ActPage
      abilities={['claim', 'done']}
      title={claimText.title}
      cannot={claimText.cannot}
      cannotText={claimText.cannotText}
    >
      {(props) => (props.report.abilities.includes('done') ? <FinishForm {...props} /> : <TakeForm {...props} />)}
    </ActPage>
  );
}
