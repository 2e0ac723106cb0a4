/** Unit tests and tests over real HTTP on the real local database. */
module.exports = {
  displayName: 'server',
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  globalSetup: '<rootDir>/test/support/databaseSetup.ts',
  globalTeardown: '<rootDir>/test/support/databaseTeardown.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: { '^@jierong/shared/(.*)$': '<rootDir>/../shared/src/$1.ts' },
};
