// Builds the client for one platform: node scripts/build.mjs <h5|weapp>. Exits 0 only when a complete build exists.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateIcons } from './icons.mjs';
import { generateMarkers } from './markers.mjs';
import { packageSizes } from './sizes.mjs';

const client = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const platform = process.argv[2];
const entries = { h5: 'index.html', weapp: 'app.json' };

if (!(platform in entries)) {
  console.error('usage: node scripts/build.mjs <h5|weapp>');
  process.exit(2);
}

/** Runs Taro, shows its log as it comes, and resolves to its exit code and the whole log. */
function runTaro() {
  return new Promise((resolve, reject) => {
    const taro = path.resolve(client, '../node_modules/@tarojs/cli/bin/taro');
    const child = spawn(process.execPath, [taro, 'build', '--type', platform, '--no-check'], {
      cwd: client,
      env: { ...process.env, NODE_ENV: 'production', TARO_ENV: platform },
    });
    let log = '';
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        log += text;
        target.write(text);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, log }));
  });
}

const output = path.join(client, 'dist', platform);
rmSync(output, { recursive: true, force: true }); // Taro leaves an old build in place when it fails
generateIcons(client);
await generateMarkers(client);
const { code, log } = await runTaro();
// Taro exits 0 on a broken configuration: its log and its output decide.
const failed = code !== 0 || log.includes('配置有误') || !existsSync(path.join(output, entries[platform]));
if (failed) {
  console.error(`build of ${platform} failed`);
  process.exit(code || 1);
}
if (platform === 'weapp') console.log(packageSizes(output));
console.log(`built client/dist/${platform}`);
