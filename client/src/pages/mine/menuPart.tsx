import type { Me } from '@jierong/shared/people';
import { useState } from 'react';
import { Card } from '@/components/card';
import { Cell } from '@/components/cell';
import { Badge } from '@/components/marks';
import { Toggle } from '@/components/toggle';
import { go } from '@/features/mine/go';
import { SignOutSheet } from '@/features/mine/signOutSheet';
import type { SignedIn } from '@/features/session/useSignedIn';
import { setElder, usePreferences } from '@/services/preferences';
import { signOut } from '@/services/signIn';
import { useAction } from '@/services/useAction';
import { mineText } from '@/text/mine';

interface Props {
  me?: Me;
  unread: number;
  ask: SignedIn['ask'];
}

/** Messages, elder mode, settings, and the way to another identity or out. */
export function MenuPart({ me, unread, ask }: Props) {
  const elder = usePreferences((s) => s.elder);
  const [leaving, setLeaving] = useState(false);
  const changing = useAction();
  const change = () =>
    changing.run(async () => {
      await signOut();
      await ask();
    });
  return (
    <>
      <Card label={mineText.settings} className="mine__menu">
        {me && (
          <Cell
            icon="ui-bell"
            title={mineText.messages}
            note={mineText.messagesNote}
            value={unread > 0 && <Badge count={unread} label={mineText.unread(unread)} />}
            onTap={() => go('/pkg-mine/messages/index')}
          />
        )}
        <Cell
          icon="ui-elder"
          title={mineText.elder}
          note={mineText.elderNote}
          value={<Toggle label={mineText.elder} checked={elder} onChange={setElder} />}
        />
        <Cell
          icon="ui-shield"
          title={mineText.settings}
          note={mineText.settingsNote}
          onTap={() => go('/pkg-mine/settings/index')}
        />
        <Cell
          icon="ui-medal"
          title={mineText.units}
          note={mineText.unitsNote}
          onTap={() => go('/pkg-mine/unit/index')}
        />
        {me?.demonstration && (
          <Cell icon="ui-user" title={mineText.switchPerson} note={mineText.switchNote} onTap={() => void change()} />
        )}
        {me && <Cell icon="ui-door" title={mineText.signOut} onTap={() => setLeaving(true)} />}
      </Card>
      {leaving && <SignOutSheet tab onClose={() => setLeaving(false)} />}
    </>
  );
}
