const EVERY_MS = 500;

/** Shows how far it is: on one line in a terminal, as lines now and then elsewhere. Returns the function that says it. */
export function makeProgress(): { say(words: string): void; end(words: string): void } {
  let last = 0;
  const show = (words: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words}`);
    else process.stderr.write(`${words}\n`);
  };
  return {
    say(words) {
      const now = Date.now();
      if (now - last < EVERY_MS) return;
      last = now;
      show(words);
    },
    end(words) {
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
      console.log(words);
    },
  };
}

/** Bytes as people read them. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Runs a script: its error is one line and exit code 1. */
export function runScript(script: () => Promise<void>): void {
  script().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
