import { connect, type Database } from './databases';
import { fill } from './prepare';

/** The server by others over the smaller number of reports, and what it is. */
export interface Other extends Database {
  about: Record<string, unknown>;
}

/** A database of its own on that server, gone afterwards. */
const DATABASE = 'jierong-bench';

/**
 * Stores reports in the server that `MONGODB_URI` names, as in ours; undefined when it names none. It gets the smaller
 * number only: it keeps no prepared data, and what has not our indexes looks at every document.
 */
export async function startOther(size: number, say: (words: string) => void): Promise<Other | undefined> {
  const uri = process.env.MONGODB_URI;
  if (!uri) return undefined;
  const { client, ...scene } = await connect(uri, size, DATABASE);
  const stop = async (): Promise<void> => {
    await client.db(DATABASE).dropDatabase();
    await client.close();
  };
  try {
    const { version } = await client.db('admin').command({ buildInfo: 1 });
    await client.db(DATABASE).dropDatabase();
    say(`storing ${size} reports in the server by others, ${version}`);
    const filled = await fill(scene.reports, size, say);
    return { scene, about: { version, reports: size, ...filled }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
