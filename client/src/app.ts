import type { PropsWithChildren } from 'react';
import { dressWindow } from '@/services/platformWindow';
import './app.scss';

dressWindow();

export default function App({ children }: PropsWithChildren) {
  return children;
}
