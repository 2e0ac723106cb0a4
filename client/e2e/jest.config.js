/** The built product in a real browser: h5/ drives the h5 build, weapp/ the mini-program package. */
module.exports = {
  displayName: 'e2e',
  testEnvironment: 'node',
  roots: ['<rootDir>'],
  testMatch: ['<rootDir>/**/*.test.ts'],
  testTimeout: 180_000, // a whole story over several screens; a single wait ends far earlier, in playwright
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: { '^@jierong/shared/(.*)$': '<rootDir>/../../shared/src/$1.ts' },
};
