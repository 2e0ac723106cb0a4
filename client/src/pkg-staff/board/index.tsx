import { StaffPage } from '@/features/staff/staffPage';
import { BoardDesk } from './boardDesk';
import { PublicBoard } from './publicBoard';

/** The board of the district: at the desk of staff, and by itself for everybody else. */
export default function BoardPage() {
  return (
    <StaffPage page="board" otherwise={<PublicBoard />}>
      <BoardDesk />
    </StaffPage>
  );
}
