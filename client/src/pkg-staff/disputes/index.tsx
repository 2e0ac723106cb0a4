import { StaffPage } from '@/features/staff/staffPage';
import { DisputeDesk } from './disputeDesk';

/** Open disputes, for the squadron lead and the checkers. */
export default function DisputesPage() {
  return (
    <StaffPage page="disputes">
      <DisputeDesk />
    </StaffPage>
  );
}
