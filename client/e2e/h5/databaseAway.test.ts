import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, startDatabase } from '../database';
import { stage } from './cast';
import { hasReported, writesReport } from './resident';
import { sees, tap } from './screen';

const writing = {
  scenes: ['lamp'],
  kind: '路灯井盖',
  words: '路灯三天没亮',
  address: '城东路 40 号门口',
};

describe('a database elsewhere', () => {
  let folder: string;
  let database: Database;
  const cast = stage(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'jierong-database-'));
    database = await startDatabase(folder);
    return { empty: true, env: { MONGODB_URI: database.uri } };
  });
  afterAll(async () => {
    await database?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('while it is away people are told and keep their draft; when it is back the draft is sent once', async () => {
    const page = await cast().onPhone('湖边老住');
    await writesReport(page, writing);
    await sees(page, '共 1 张');
    await database.kill();
    await tap(page, '提交');
    await sees(page.getByRole('alert'), '服务器正在恢复，请过一会儿再试。您写的都还在。');
    await expect(fetch(`${cast().stack.address}/readyz`)).resolves.toMatchObject({ status: 503 });
    await expect(page.getByLabel('说说是什么情况').inputValue()).resolves.toBe(writing.words);

    database = await startDatabase(folder, database.port);
    await tap(page, '再试一次');
    await page.getByRole('heading', { name: '已收到' }).waitFor();
    await hasReported(page, 1);
  });
});

describe('the database of the program itself', () => {
  const cast = stage({ empty: true });

  test('is started again when it dies, and nobody has to report twice', async () => {
    const page = await cast().onPhone('推轮椅的街坊');
    await writesReport(page, writing);
    await sees(page, '共 1 张');
    process.kill(processWith(`--path=${path.join(cast().stack.dataDir, 'database')}`), 'SIGKILL');
    const sent = page.getByRole('heading', { name: '已收到' });
    const again = page.getByRole('button', { name: '再试一次' });
    await tap(page, '提交');
    for (;;) {
      await sent.or(again).waitFor();
      if (await sent.isVisible()) break;
      await again.click();
    }
    await hasReported(page, 1);
  });
});

/** The id of the process that was started with this argument. @throws Error when there is none */
function processWith(argument: string): number {
  const started = readdirSync('/proc').find((id) => /^\d+$/.test(id) && argumentsOf(id).includes(argument));
  if (!started) throw new Error(`no process with ${argument}`);
  return Number(started);
}

function argumentsOf(id: string): string[] {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // it ended meanwhile
  }
}
