import type { Me, Session } from '@jierong/shared/people';
import { create } from 'zustand';
import { read, remove, write } from './storage';

const KEY = 'session';

interface SessionState {
  token?: string;
  me?: Me;
  /** A sign-in succeeded. */
  begin(session: Pick<Session, 'token' | 'me'>): void;
  /** The server told anew who is signed in. */
  update(me: Me): void;
  /** Forgets the session; with a token only when it is still that one. */
  forget(token?: string): void;
}

/** Who is signed in on this device. Kept in storage; `services/signIn` begins and ends it. */
export const useSession = create<SessionState>()((set, get) => ({
  ...read<{ token: string; me: Me }>(KEY),
  begin: ({ token, me }) => {
    write(KEY, { token, me });
    set({ token, me });
  },
  update: (me) => {
    const { token } = get();
    if (!token) return;
    write(KEY, { token, me });
    set({ me });
  },
  forget: (token) => {
    if (token && token !== get().token) return;
    remove(KEY);
    set({ token: undefined, me: undefined });
  },
}));
