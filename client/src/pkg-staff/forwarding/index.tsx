import { StaffPage } from '@/features/staff/staffPage';
import { SendingDesk } from './sendingDesk';

/** What is on its way to the case queue, and what is held for people. */
export default function ForwardingPage() {
  return (
    <StaffPage page="forwarding">
      <SendingDesk />
    </StaffPage>
  );
}
