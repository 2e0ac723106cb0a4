import { OtherServerLacking, startOtherServer } from '../../witness/otherServer';
import { connect, type Database } from './databases';
import { fill } from './prepare';

/** The server by others over the smaller number of reports, and what it is. */
export interface Other extends Database {
  about: Record<string, unknown>;
}

interface Server {
  name: string;
  uri: string;
  stop(): Promise<void>;
}

/** A database of its own on that server, gone afterwards. */
const DATABASE = 'jierong-bench';

/** The server that `MONGODB_URI` names, or the one that is the witness of the tests; undefined where it cannot run. */
async function startServer(say: (words: string) => void): Promise<Server | undefined> {
  const uri = process.env.MONGODB_URI;
  if (uri) return { name: 'MONGODB_URI', uri, stop: async () => undefined };
  try {
    const { name, version, ...server } = await startOtherServer(say);
    return { ...server, name: `${name} ${version}` };
  } catch (error) {
    if (!(error instanceof OtherServerLacking)) throw error;
    say(`no comparison with a server by others: ${error.message}`);
    return undefined;
  }
}

/**
 * Stores reports in a server by others as in ours. It gets the smaller number only: it keeps no prepared data, and what
 * does not use our indexes would take hours over a million.
 */
export async function startOther(size: number, say: (words: string) => void): Promise<Other | undefined> {
  const server = await startServer(say);
  if (!server) return undefined;
  const { client, ...scene } = await connect(server.uri, size, DATABASE);
  const stop = async (): Promise<void> => {
    await client.db(DATABASE).dropDatabase();
    await client.close();
    await server.stop();
  };
  try {
    const { version } = await client.db('admin').command({ buildInfo: 1 });
    await client.db(DATABASE).dropDatabase();
    say(`storing ${size} reports in ${server.name}`);
    const filled = await fill(scene.reports, size, say);
    return { scene, about: { name: server.name, mongodb: version, reports: size, ...filled }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
