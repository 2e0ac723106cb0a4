import { parseArgs } from 'node:util';
import { startLocalDatabase } from './server';
import type { Durability } from './storage/store';

// The local database as a process of its own:
//   main --path=DIR [--port=0] [--durability=sync|none] [--with-parent] [--from-parent]
// Prints {"port":N,"pid":N} on one line when it takes connections. Stops on SIGTERM and SIGINT; with --with-parent also
// when its standard input or its channel to the parent closes, so that it never outlives the process that started it. With
// --from-parent the parent listens on the port and hands over what connects, by that channel.

const STOP_MS = 5_000;

interface Flags {
  path: string;
  port: number;
  durability: Durability;
  withParent: boolean;
  fromParent: boolean;
}

function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      path: { type: 'string' },
      port: { type: 'string', default: '0' },
      durability: { type: 'string', default: 'sync' },
      'with-parent': { type: 'boolean', default: false },
      'from-parent': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!values.path) throw new Error('--path=DIR is missing');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port=${values.port} is not a port`);
  if (values.durability !== 'sync' && values.durability !== 'none') {
    throw new Error(`--durability=${values.durability} is neither sync nor none`);
  }
  if (values['from-parent'] && (!process.connected || port === 0)) {
    throw new Error('--from-parent needs the channel to the parent, and the port it listens on');
  }
  return {
    path: values.path,
    port,
    durability: values.durability,
    withParent: values['with-parent'],
    fromParent: values['from-parent'],
  };
}

/** The supervisor starts the process again; going on after an unknown failure could damage what is stored. */
function die(error: unknown): never {
  console.error('localdb:', error);
  process.exit(1);
}

function whenParentGoes(stop: () => void): void {
  process.stdin.once('end', stop).once('close', stop).once('error', stop).resume();
  if (process.connected) process.once('disconnect', stop);
}

async function main(): Promise<void> {
  const { withParent, ...options } = readFlags();
  const database = await startLocalDatabase(options);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    database.close().then(() => process.exit(0), die);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  if (withParent) whenParentGoes(stop);
  console.log(JSON.stringify({ port: database.port, pid: process.pid }));
}

process.once('uncaughtException', die).once('unhandledRejection', die);
main().catch(die);
