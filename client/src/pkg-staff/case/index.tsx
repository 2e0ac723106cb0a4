import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { StaffDesk } from '@/features/staff/staffDesk';
import { StaffPage } from '@/features/staff/staffPage';
import { caseText } from '@/text/desk';
import { CasePanel } from './casePanel';

/** One case by itself: the page of a phone, and of a link. */
export default function CasePage() {
  const { id = '' } = useRouter().params;
  const [shown, setShown] = useState(id);
  return (
    <StaffPage page="desk">
      <StaffDesk page="desk" title={caseText.title} alone>
        <CasePanel key={shown} id={shown} onOpen={setShown} />
      </StaffDesk>
    </StaffPage>
  );
}
