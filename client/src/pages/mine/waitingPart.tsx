import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Badge } from '@/components/marks';
import { Photo } from '@/components/photo';
import { Tap } from '@/components/tap';
import { openTodo, type Todo } from '@/features/mine/todo';
import { openReport } from '@/features/reports/navigate';
import { photoUrl } from '@/services/media';
import { photoAlt } from '@/text/common';
import { mineText, todoText } from '@/text/mine';

const SHOWN = 3;

interface Props {
  todos: Todo[];
  now: number;
  /** Whose work is elsewhere on the page: nothing to say when nothing waits here. */
  staff: boolean;
}

/** 等您处理: what only this person can do, the most pressing first. */
export function WaitingPart({ todos, now, staff }: Props) {
  const [unfolded, setUnfolded] = useState(false);
  if (todos.length === 0 && staff) return null;
  const shown = unfolded ? todos : todos.slice(0, SHOWN);
  return (
    <View className="card mine__waiting" {...aria({ role: 'group', label: mineText.waiting })}>
      <View className="row">
        <Heading>{mineText.waiting}</Heading>
        <Badge count={todos.length} label={mineText.waitingCount(todos.length)} />
      </View>
      {todos.length === 0 && (
        <View className="row sub mine__none">
          <Icon name="ui-check" />
          <Text>{mineText.waitingNone}</Text>
        </View>
      )}
      <View {...aria({ role: 'list', label: mineText.waiting })}>
        {shown.map((todo, at) => (
          <TodoLine key={todo.report.id} todo={todo} now={now} first={at === 0} />
        ))}
      </View>
      {todos.length > SHOWN && (
        <Tap className="link mine__fold" expanded={unfolded} onTap={() => setUnfolded(!unfolded)}>
          <Text>{unfolded ? mineText.waitingLess : mineText.waitingMore(todos.length - SHOWN)}</Text>
          <Icon name={unfolded ? 'ui-up' : 'ui-down'} size="s" />
        </Tap>
      )}
    </View>
  );
}

function TodoLine({ todo, now, first }: { todo: Todo; now: number; first: boolean }) {
  const { kind, report } = todo;
  const { note, act } = todoText(kind, report, now);
  const { cover, title } = report;
  return (
    <View className="mine__todo" {...aria({ role: 'listitem' })}>
      <Tap className="mine__what" label={`${title}，${note}`} onTap={() => openReport(report.id)}>
        <Photo
          className="mine__photo"
          src={cover && photoUrl(cover.key, 'thumb')}
          alt={cover?.alt ?? photoAlt(title, 'far', 1)}
        />
        <View className="grow">
          <Text className="strong clamp2">{title}</Text>
          <Text className="cap mine__note">{note}</Text>
        </View>
      </Tap>
      <Btn size="sm" kind={first ? 'main' : 'soft'} label={`${act}，${title}`} onTap={() => openTodo(todo)}>
        {act}
      </Btn>
    </View>
  );
}
