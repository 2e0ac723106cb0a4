import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { caseDeskScenario } from '../../chaos/caseDesk';
import { runChaos } from '../../chaos/run';
import { bundleInto } from '../localdb/databaseProcess';
import { temporaryFolder } from '../localdb/temporaryDatabase';

// The long form, over every adapter and a thousand reports: npm run chaos
const REPORTS = 60;

test('while workers and the database are killed and clocks jump, nothing is lost, doubled or untrue', async () => {
  const folder = temporaryFolder();
  // the bundle leaves its native part to node_modules
  symlinkSync(join(__dirname, '../../../node_modules'), join(folder.path, 'node_modules'));
  try {
    const result = await runChaos(
      async () => caseDeskScenario(),
      { reports: REPORTS, seed: 7, harmSeconds: 6, patienceSeconds: 100, databaseProgram: bundleInto(folder.path) },
      () => {},
    );
    expect(result).toMatchObject({ reports: REPORTS, lost: 0, doubled: 0, untrue: 0 });
    expect(Object.keys(result.deeds)).not.toEqual([]);
  } finally {
    folder.remove();
  }
});
