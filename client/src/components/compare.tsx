import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { CompareEdge } from './compareEdge';
import { Icon } from './icon/icon';
import { Picture } from './picture';
import { Tap } from './tap';

interface Props {
  before: string;
  after: string;
  beforeAlt: string;
  afterAlt: string;
}

/** Before and after in one frame: drag the edge, or use the two buttons. */
export function Compare({ before, after, beforeAlt, afterAlt }: Props) {
  const [edge, setEdge] = useState(50);
  return (
    <View className="compare" style={{ '--p': `${edge}%` }}>
      <Picture className="photo__img" src={before} alt={beforeAlt} />
      <Picture className="compare__after" src={after} alt={afterAlt} />
      <View className="compare__edge" {...aria({ hidden: true })}>
        <View className="compare__knob">
          <Icon name="ui-right" size="s" />
          <Icon name="ui-right" size="s" />
        </View>
      </View>
      <CompareEdge
        label={partsText.compare}
        value={edge}
        valueText={partsText.compareAt(Math.round(100 - edge))}
        onChange={setEdge}
      />
      <Tap
        className="compare__side"
        label={partsText.showBefore}
        pressed={edge === 100}
        onTap={() => setEdge(edge === 100 ? 50 : 100)}
      >
        <Text>{partsText.before}</Text>
      </Tap>
      <Tap
        className="compare__side compare__side--after"
        label={partsText.showAfter}
        pressed={edge === 0}
        onTap={() => setEdge(edge === 0 ? 50 : 0)}
      >
        <Text>{partsText.after}</Text>
      </Tap>
    </View>
  );
}
