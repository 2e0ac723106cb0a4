import { StaffPage } from '@/features/staff/staffPage';
import { CaseDesk } from './caseDesk';

/** The case desk: the queue, and beside it the case worked on. */
export default function DeskPage() {
  return (
    <StaffPage page="desk">
      <CaseDesk />
    </StaffPage>
  );
}
