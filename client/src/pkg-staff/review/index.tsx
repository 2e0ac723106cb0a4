import { StaffPage } from '@/features/staff/staffPage';
import { ReviewDesk } from './reviewDesk';

/** Content review: reports and appeals waiting for a person's eyes. */
export default function ReviewPage() {
  return (
    <StaffPage page="review">
      <ReviewDesk />
    </StaffPage>
  );
}
