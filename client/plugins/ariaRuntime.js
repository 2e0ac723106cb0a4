import { mergeInternalComponents } from '@tarojs/shared';
import attributes from './ariaAttributes';

mergeInternalComponents(attributes);
