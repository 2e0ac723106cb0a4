import { mine } from '@jierong/shared/endpoints/reports';
import type { Me } from '@jierong/shared/people';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type ReactNode, useMemo, useState } from 'react';
import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { Page } from '@/components/page';
import { useSignedIn } from '@/features/session/useSignedIn';
import { signOut } from '@/services/signIn';
import { useAction } from '@/services/useAction';
import { useRequest } from '@/services/useRequest';
import { roleLabels } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { staffText, type WorkbenchPage, workbenchLabels } from '@/text/staff';
import { type Staff, StaffContext } from './staffContext';
import { usePoll } from './usePoll';

const toStreet = () => void Taro.switchTab({ url: '/pages/street/index' });

interface Props {
  page: WorkbenchPage;
  /** For who has no such duty, where there is something to show all the same. */
  otherwise?: ReactNode;
  children: ReactNode;
}

/**
 * The root of every staff page: asks who is there, lets in who may open it, and says so clearly to who may not. When a
 * session lapses the work is hidden, not thrown away; another person finds none of it.
 */
export function StaffPage({ page, otherwise, children }: Props) {
  const { me, ask, signedIn, sheets } = useSignedIn();
  const [last, setLast] = useState<Me | undefined>(me);
  if (me && me !== last) setLast(me);
  const may = me?.workbench.includes(page);
  const { data, reload } = useRequest(mine.summary, may ? {} : null);
  usePoll(reload);
  const asking = useAction();

  const staff = useMemo<Staff | undefined>(() => {
    const reader = me ?? last;
    if (!reader) return undefined;
    const leave = () => {
      setLast(undefined);
      void signOut();
    };
    return {
      me: reader,
      signedIn,
      work: data?.work,
      recount: () => void reload(),
      switchPerson: () => {
        leave();
        void asking.run(ask);
      },
      signOut: leave,
    };
  }, [me, last, signedIn, data, reload, ask, asking.run]);

  const closed = () => {
    if (!me)
      return (
        <Empty title={staffText.needed} text={asking.error ? errorSentence(asking.error) : staffText.neededNote}>
          <View className="btns btns--stack mt3">
            <Btn busy={asking.busy} onTap={() => void asking.run(ask)}>
              {staffText.signIn}
            </Btn>
            <Btn kind="plain" onTap={toStreet}>
              {staffText.toStreet}
            </Btn>
          </View>
        </Empty>
      );
    const other = me.workbench[0];
    return (
      <Empty
        title={staffText.notYours(workbenchLabels[page])}
        text={staffText.notYoursNote(me.nickname, roleLabels[me.role])}
        art="bridge"
      >
        <View className="btns btns--stack mt3">
          {other && (
            <Btn onTap={() => void Taro.redirectTo({ url: `/pkg-staff/${other}/index` })}>
              {staffText.goTo(workbenchLabels[other])}
            </Btn>
          )}
          <Btn kind={other ? 'plain' : 'main'} onTap={staff?.switchPerson}>
            {staffText.switchPerson}
          </Btn>
          <Btn kind="plain" onTap={toStreet}>
            {staffText.toStreet}
          </Btn>
        </View>
      </Empty>
    );
  };

  return (
    <Page desk className="staff">
      {staff?.me.workbench.includes(page) && (
        <View key={staff.me.id} className={`staff__in${may ? '' : ' is-hidden'}`}>
          <StaffContext.Provider value={staff}>{children}</StaffContext.Provider>
        </View>
      )}
      {!may && (otherwise ?? <View className="staff__closed">{closed()}</View>)}
      {sheets}
    </Page>
  );
}
