import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessions } from '@jierong/shared/endpoints/sessions';
import { ConfigurationError, readEnv } from '../../src/env';
import { serverRoot } from '../../src/serverRoot';
import { ApiError, startApi } from '../support/api';

/** Everything production asks for. */
const production = {
  NODE_ENV: 'production',
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: 'a-secret-of-sixteen',
  WECHAT_PUSH_TOKEN: 'token',
  PUBLIC_URL: 'https://street.example',
  PHONE_KEY: Buffer.alloc(32, 7).toString('base64'),
};

const mistakesOf = (env: Record<string, string>): string[] => {
  try {
    readEnv(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).message.split('\n');
  }
};

test('all mistakes of a configuration are listed together, each by its name', () => {
  const [head, ...lines] = mistakesOf({
    PORT: 'eighty',
    MONGODB_URI: 'mysql://here',
    UNDO_MINUTES: '-1',
    TRUST_PROXY: 'perhaps',
    PHONE_KEY: 'short',
  });
  expect(head).toBe('The configuration has 5 mistake(s):');
  expect(lines.map((line) => line.trim().split(':')[0]).sort()).toEqual([
    'MONGODB_URI',
    'PHONE_KEY',
    'PORT',
    'TRUST_PROXY',
    'UNDO_MINUTES',
  ]);
});

test('nothing has to be configured to try it, and an empty value counts as not given', () => {
  expect(mistakesOf({})).toEqual([]);
  expect(readEnv({ PORT: '', WECHAT_APP_ID: '' })).toMatchObject({ PORT: 8080, NODE_ENV: 'development' });
});

test('production without a WeChat app id, or without the key for phones, is refused', () => {
  expect(mistakesOf(production)).toEqual([]);
  const { WECHAT_APP_ID: _id, PHONE_KEY: _key, ...rest } = production;
  const text = mistakesOf(rest).join('\n');
  expect(text).toContain('WECHAT_APP_ID: is needed in production');
  expect(text).toContain('PHONE_KEY: is needed in production');
});

test('an app id alone is not enough: its secret, its push token and the public address are named', () => {
  const lines = mistakesOf({ WECHAT_APP_ID: production.WECHAT_APP_ID });
  expect(lines.slice(1).map((line) => line.trim().split(':')[0])).toEqual([
    'WECHAT_APP_SECRET',
    'WECHAT_PUSH_TOKEN',
    'PUBLIC_URL',
  ]);
});

test('the program does not start with a mistake: it says them all, leaves nothing behind and ends with 1', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jierong-configuration-'));
  const { code, stderr } = await run({ DATA_DIR: join(folder, 'data'), PORT: '-1', ROLE: 'nobody' });
  expect(code).toBe(1);
  expect(stderr).toContain('The configuration has 2 mistake(s):');
  expect(stderr).toMatch(/PORT: .+\n.*ROLE: |ROLE: .+\n.*PORT: /);
  expect(stderr).not.toContain('    at ');
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

/** The program itself, as a process of its own. */
function run(env: Record<string, string>): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', join(serverRoot, 'start', 'run.ts')],
      { cwd: serverRoot, env: { PATH: process.env.PATH, ...env } },
      (_error, _stdout, stderr) => resolve({ code: child.exitCode ?? 0, stderr }),
    );
  });
}

describe('demonstration people', () => {
  const signIn = async (env: Record<string, string>) => {
    const api = await startApi({ env });
    const result = await api.call(sessions.startDemonstration, { personId: 'demo-admin-1' }).catch((error) => error);
    const options = await api.call(sessions.options, {});
    await api.close();
    return { result, people: options.demonstrationPeople.length };
  };

  test('sign in where it is a demonstration', async () => {
    const { result, people } = await signIn({});
    expect(result).toMatchObject({ me: { id: 'demo-admin-1' } });
    expect(people).toBeGreaterThan(20);
  });

  test.each([
    ['in production', production],
    ['beside real people, with an app id', { ...production, NODE_ENV: 'development' }],
    ['where the demonstration was turned off', { DEMONSTRATION: 'false' }],
  ])('do not exist %s', async (_where, env) => {
    const { result, people } = await signIn(env);
    expect(result).toBeInstanceOf(ApiError);
    expect(result).toMatchObject({ status: 404, code: 'notFound' });
    expect(people).toBe(0);
  });
});
