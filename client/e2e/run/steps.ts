import { installBroker } from '../../../server/witness/rabbitmq/program';
import { findBrowser } from '../browser';
import { installTools } from '../tools/install';
import { runCommand } from './command';
import { runJest } from './jest';
import { testOnOtherServer } from './otherServer';
import { notRun, type Outcome, oneTest, type Step } from './step';

const stepLimitMinutes = 15;
const e2e = ['--config', 'client/e2e/jest.config.js', '--runInBand'];

/** Everything that `npm test` runs, in the order in which it is begun. */
export const everyStep: Step[] = [
  command('build of server and h5', [], 'npm', ['run', 'build']),
  {
    title: 'browser',
    needs: [],
    cores: 1,
    run: (say) => provided('no browser', async () => `${(await findBrowser(say)).executablePath}`),
  },
  {
    title: 'tools',
    needs: [],
    cores: 1,
    run: (say) => provided('no tools', () => installTools(say).then(() => 'ready')),
  },
  {
    title: 'broker',
    needs: [],
    cores: 1,
    run: (say) => provided('no RabbitMQ', () => installBroker(say).then(() => 'ready')),
  },
  command('types', [], 'npm', ['run', 'types']),
  command('format and lint', [], 'npx', ['biome', 'ci', '.']),
  command('unused code', [], 'npx', ['knip']),
  command('build of the WeChat package', ['build of server and h5'], 'npm', ['run', 'build:weapp']),
  {
    title: 'tests of shared, server and client',
    needs: ['build of server and h5'], // they run the bundled database
    cores: 2,
    run: () => runJest(['--maxWorkers=2'], stepLimitMinutes),
  },
  {
    title: 'tests on RabbitMQ',
    needs: ['build of server and h5', 'broker'],
    cores: 1,
    run: () => runJest(['--config', 'server/jest.rabbitmq.config.js', '--runInBand'], stepLimitMinutes),
  },
  {
    title: 'WeChat compiler',
    needs: ['build of the WeChat package', 'tools'],
    cores: 1,
    run: async () => {
      const { code, log } = await runCommand('npx', ['tsx', 'client/e2e/compiler/check.ts'], stepLimitMinutes);
      return oneTest(code === 0, log, code === 0 ? [log.trim().split('\n').at(-1) ?? ''] : []);
    },
  },
  {
    title: 'stories in the h5 build',
    needs: ['build of server and h5', 'browser'],
    cores: 1,
    run: () => runJest([...e2e, 'client/e2e/h5/'], stepLimitMinutes),
  },
  {
    title: 'stories in the WeChat package',
    needs: ['build of the WeChat package', 'browser', 'tools'],
    cores: 1,
    run: () => runJest([...e2e, 'client/e2e/weapp/'], stepLimitMinutes),
  },
];

/**
 * What `npm run test:ci` adds: the same stories in the browser that npm brings, which a bare machine has to use, and the
 * server's tests on a database by others.
 */
export const longerSteps: Step[] = [
  {
    title: 'stories in the h5 build, in the browser from npm',
    needs: ['build of server and h5', 'tools'],
    cores: 1,
    run: () => runJest([...e2e, 'client/e2e/h5/'], stepLimitMinutes, { CHROMIUM_PATH: 'npm' }),
  },
  {
    title: 'stories in the WeChat package, in the browser from npm',
    needs: ['build of the WeChat package', 'tools'],
    cores: 1,
    run: () => runJest([...e2e, 'client/e2e/weapp/'], stepLimitMinutes, { CHROMIUM_PATH: 'npm' }),
  },
  {
    title: 'tests of the server on mongo-java-server',
    needs: ['build of server and h5'],
    cores: 2,
    run: (say) => testOnOtherServer(say, stepLimitMinutes),
  },
];

const soakLimitMinutes = 120;

/** What `npm run soak` runs: the database's random and crash rounds, for hours rather than seconds. */
export const soakSteps: Step[] = [
  {
    title: 'random queries and crashes of the local database',
    needs: [],
    cores: 2,
    run: () =>
      runJest(
        [
          '--selectProjects',
          'server',
          '--testTimeout=7200000',
          '--',
          'localdb/(indexesAgree|survivesCrash|badInput|geoAgrees|planeAgrees)',
        ],
        soakLimitMinutes,
        {
          LOCALDB_FUZZ_RUNS: '2000',
          LOCALDB_GEO_RUNS: '500',
          LOCALDB_CRASH_ROUNDS: '200',
          LOCALDB_BAD_MESSAGES: '200000',
        },
      ),
  },
  {
    title: 'random queries, answered also by mongo-java-server',
    needs: [],
    cores: 1,
    run: async () => {
      const { code, log } = await runCommand('npm', ['run', '-s', 'witness:other'], soakLimitMinutes);
      return code === 2 ? notRun(log.trim()) : oneTest(code === 0, log, [log.trim().split('\n').at(-1) ?? '']);
    },
  },
];

/** A step that is one command and one test. */
function command(title: string, needs: string[], name: string, args: string[]): Step {
  return {
    title,
    needs,
    cores: 1,
    run: async () => {
      const { code, log } = await runCommand(name, args, stepLimitMinutes);
      return oneTest(code === 0, log);
    },
  };
}

/** A step that only provides something: it counts as no test, and where it fails, the machine lacks something. */
async function provided(lacking: string, provide: () => Promise<string>): Promise<Outcome> {
  try {
    return { passed: 0, failed: 0, skipped: 0, notes: [await provide()], log: '' };
  } catch (error) {
    return notRun(`${lacking}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
