import { type FlowStep, startXiuzhou } from '../../../simulators/xiuzhou/start';
import { describeAdapter } from './contract';
import { photoKeysIn } from './contractData';
import { answersOf, connected, setWeather } from './webhook/platforms';

const stepOf: Partial<Record<string, FlowStep>> = {
  accept: '上报/通过',
  dispatch: '指挥中心派遣/通过',
  start: '中队派遣/通过',
  sendBack: '队员处理/退回',
  feedback: '队员处理/通过',
  checkFailed: '指挥中心审核/重新派遣',
  checkPassed: '指挥中心审核/归档',
};

describeAdapter(
  'webhook with the map of Xiuzhou',
  {
    datum: 'wgs84',
    badDays: ['losesAnswer', 'isAway', 'isBusy', 'refuses'],
    lookUp: 'finds',
    steps: ['accept', 'dispatch', 'start', 'sendBack', 'dispatch', 'start', 'feedback', 'checkFailed', 'checkPassed'],
    knowsItsCases: true,
  },
  async () => {
    const { simulator, destination, tick } = await connected('xiuzhou', startXiuzhou);
    const pushes: ReturnType<typeof simulator.step>[] = [];
    const photosIn = (event: Record<string, unknown>): string =>
      [1, 2, 3, 4].map((n) => Buffer.from(String(event[`photo${n}`] ?? ''), 'base64').toString()).join('\n');
    return {
      destination,
      close: async () => {},
      ledger: async () => simulator.ledger,
      async kept(key) {
        const number = simulator.numberOf(key);
        const event = number ? simulator.events.get(number) : undefined;
        if (!event) return undefined;
        const added = [...simulator.appended.values()].filter((each) => each.eventid === number);
        const point = /^POINT\((\S+) (\S+)\)$/.exec(String(event.geometry ?? ''));
        return {
          text: [event.eventtitle, event.eventcontent, ...added.map(({ content }) => content)].join('\n'),
          updates: added.map((each) => String(each.appendid)),
          photos: photoKeysIn(photosIn(event)),
          ...(point ? { point: { longitude: Number(point[1]), latitude: Number(point[2]) } } : {}),
        };
      },
      arrived: async () => simulator.arrived.join('\n'),
      badDay: async (day) => setWeather(simulator, day),
      goodDay: async () => setWeather(simulator),
      async work(key, steps, remark) {
        for (const step of steps) {
          const photos = step === 'feedback' ? [simulator.photo] : [];
          tick();
          pushes.push(simulator.step(simulator.numberOf(key)!, stepOf[step]!, { opinion: remark, photos }));
        }
      },
      told: async () => pushes.flatMap((push) => answersOf(destination, push)),
    };
  },
);
