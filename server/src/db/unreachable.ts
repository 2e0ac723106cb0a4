import mongoose, { mongo } from 'mongoose';
import { ConfigurationError } from '../env';

const UNAUTHORIZED = 13;
const AUTHENTICATION_FAILED = 18;

/**
 * What is wrong with `MONGODB_URI`, in one line without its user and password; the error itself when it is something else.
 * The driver's own words are left out: some repeat the address.
 */
export function reasonNotConnected(uri: string, error: unknown): unknown {
  const hosts = hostsOf(uri);
  if (!hosts) return mistake('is not an address of a database that the driver understands');
  if (error instanceof mongo.MongoServerError && error.code === AUTHENTICATION_FAILED) {
    return mistake(`the database at ${hosts} refuses the user or the password`);
  }
  if (error instanceof mongo.MongoServerError && error.code === UNAUTHORIZED) {
    return mistake(`the database at ${hosts} does not let this user, or anybody without one, read and write`);
  }
  if (
    error instanceof mongoose.Error.MongooseServerSelectionError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNetworkError
  ) {
    const [code] = /\bE[A-Z]{4,}\b/.exec(error.message) ?? [];
    return mistake(`no database answers at ${hosts}${code ? ` (${code})` : ''}`);
  }
  return error;
}

const mistake = (words: string): ConfigurationError => new ConfigurationError(`MONGODB_URI: ${words}`);

/** The hosts as the driver reads them; undefined when it cannot. */
function hostsOf(uri: string): string | undefined {
  try {
    const { hosts, srvHost } = new mongo.MongoClient(uri).options;
    return srvHost ?? hosts.map(String).join(', ');
  } catch {
    return undefined;
  }
}
