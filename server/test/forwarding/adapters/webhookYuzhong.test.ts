import { type CaseStatus, startYuzhong } from '../../../simulators/yuzhong/start';
import { describeAdapter } from './contract';
import { photoKeysIn } from './contractData';
import { answersOf, connected, setWeather } from './webhook/platforms';

const statusOf: Partial<Record<string, CaseStatus>> = { accept: 1, checkPassed: 2 };

describeAdapter(
  'webhook with the map of Yuzhong',
  {
    datum: 'wgs84',
    badDays: ['losesAnswer', 'isAway', 'isBusy', 'refuses'],
    lookUp: 'finds',
    steps: ['accept', 'checkPassed'],
    knowsItsCases: true,
  },
  async () => {
    const { simulator, destination, tick } = await connected('yuzhong', startYuzhong);
    const pushes: ReturnType<typeof simulator.saveStatus>[] = [];
    return {
      destination,
      close: async () => {},
      ledger: async () => simulator.ledger,
      async kept(key) {
        const report = simulator.reports.get(key);
        if (!report) return undefined;
        const added = [...simulator.supplements.values()].filter((each) => each.case_id === key);
        return {
          text: [report.recDesc, ...added.map(({ content }) => content)].join('\n'),
          updates: added.map((each) => String(each.supplement_id)),
          photos: photoKeysIn(JSON.stringify(report.medias)),
          ...(typeof report.coordX === 'number'
            ? { point: { longitude: report.coordX, latitude: Number(report.coordY) } }
            : {}),
        };
      },
      arrived: async () => simulator.arrived.join('\n'),
      badDay: async (day) => setWeather(simulator, day),
      goodDay: async () => setWeather(simulator),
      async work(key, steps, remark) {
        for (const step of steps) {
          tick();
          pushes.push(simulator.saveStatus(key, statusOf[step]!, { message: remark, asText: step === 'accept' }));
        }
      },
      told: async () => pushes.flatMap((push) => answersOf(destination, push)),
    };
  },
);
