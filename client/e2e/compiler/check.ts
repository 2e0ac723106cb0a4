import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installTools, toolsRequire } from '../tools/install';
import { describeSizes, packageSizes, sizeProblems } from './packages';
import { syntaxProblems } from './syntax';

/** What is used of WeChat's own compiler. */
interface Compiler {
  Project: new (options: {
    appid: string;
    type: 'miniProgram';
    projectPath: string;
    privateKeyPath: string;
    ignores: string[];
  }) => CompilerProject;
  getCompiledResult(
    options: { project: CompilerProject; version: string; desc: string; setting: { useProjectConfig: true } },
    savePath: string,
  ): Promise<Record<string, string | Uint8Array>>;
}

/** Addresses that the compiler asks on its own account. */
interface CompilerAddresses {
  GET_WHITE_EXT_LIST: string;
}

interface CompilerProject {
  /** Asks WeChat's servers for the account's limits, unless replaced. */
  attr(): Promise<unknown>;
}

const projectRoot = path.resolve(__dirname, '../../..');
const packageFolder = 'client/dist/weapp';

/** The limits of an ordinary account, so that nothing is asked of WeChat's servers. */
const ordinaryAccount = {
  platform: false,
  appType: 0,
  isSandbox: false,
  released: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 30,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxTabbarIconSize: 40,
  },
};

/** Compiles a copy of the package, as DevTools would for an upload, with a key that is only looked at for its form. */
async function compile(workFolder: string): Promise<Record<string, string | Uint8Array>> {
  cpSync(path.join(projectRoot, packageFolder), path.join(workFolder, packageFolder), { recursive: true });
  cpSync(path.join(projectRoot, 'project.config.json'), path.join(workFolder, 'project.config.json'));
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const privateKeyPath = path.join(workFolder, 'throwaway.key');
  writeFileSync(privateKeyPath, privateKey, { mode: 0o600 });
  const addresses = toolsRequire()('miniprogram-ci/dist/config/url.config') as CompilerAddresses;
  addresses.GET_WHITE_EXT_LIST = 'http://127.0.0.1:9/'; // nobody answers there: its built-in list is used
  const compiler = toolsRequire()('miniprogram-ci') as Compiler;
  const project = new compiler.Project({
    appid: 'wx0000000000000000',
    type: 'miniProgram',
    projectPath: workFolder,
    privateKeyPath,
    ignores: [],
  });
  project.attr = async () => ordinaryAccount;
  return compiler.getCompiledResult(
    { project, version: '0.0.1', desc: 'check', setting: { useProjectConfig: true } },
    path.join(workFolder, 'compiled.zip'),
  );
}

/** Keeps the compiler's chatter back, and shows it only when the work fails. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log, info, warn, error } = console;
  const chatter: unknown[][] = [];
  const keep = (...words: unknown[]): void => {
    chatter.push(words);
  };
  Object.assign(console, { log: keep, info: keep, warn: keep, error: keep });
  try {
    return await work();
  } catch (failure) {
    for (const words of chatter) error(...words);
    throw failure;
  } finally {
    Object.assign(console, { log, info, warn, error });
  }
}

async function main(): Promise<number> {
  if (!existsSync(path.join(projectRoot, packageFolder, 'app.json'))) {
    console.error(`${packageFolder} is not built: npm run build:weapp`);
    return 1;
  }
  await installTools();
  const workFolder = mkdtempSync(path.join(tmpdir(), 'jierong-compiler-'));
  process.chdir(workFolder); // the compiler leaves folders of its own where it stands
  try {
    const sizes = packageSizes(path.join(projectRoot, packageFolder), await quietly(() => compile(workFolder)));
    const problems = [...syntaxProblems(path.join(projectRoot, packageFolder)), ...sizeProblems(sizes)];
    for (const problem of problems) console.error(problem);
    console.log(`WeChat package: ${describeSizes(sizes)}`);
    return problems.length > 0 ? 1 : 0;
  } catch (error) {
    console.error('the WeChat compiler refused the package:', error instanceof Error ? error.message : error);
    return 1;
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

main().then(
  (code) => process.exit(code), // the compiler leaves worker threads behind
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
