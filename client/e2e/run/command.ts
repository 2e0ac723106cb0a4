import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export const projectRoot = path.resolve(__dirname, '../../..');

/** What a command left: its exit code (-1 when it was ended or could not start) and all that it printed. */
export interface CommandResult {
  code: number;
  log: string;
}

const running = new Set<ChildProcess>();

/**
 * Runs a command in the project's root and keeps what it prints.
 * @param limitMinutes after that the command and all its children are ended: a step that hangs has failed
 */
export function runCommand(
  command: string,
  args: string[],
  limitMinutes: number,
  env: Record<string, string> = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // its own process group, so that its children can be ended with it
    });
    running.add(child);
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        log += text;
      });
    }
    const limit = setTimeout(() => {
      log += `\nended: not done after ${limitMinutes} minutes\n`;
      endGroup(child);
    }, limitMinutes * 60_000);
    const finish = (code: number): void => {
      clearTimeout(limit);
      running.delete(child);
      resolve({ code, log });
    };
    child.on('error', (error) => {
      log += error.message;
      finish(-1);
    });
    child.on('close', (code) => finish(code ?? -1));
  });
}

/** Ends every command that still runs, for when the run itself is broken off. */
export function endAllCommands(): void {
  for (const child of running) endGroup(child);
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // it had just ended
  }
}
