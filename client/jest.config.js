/** Tests of parts and pages in jsdom: WeChat's elements and API are replaced by the fakes in test/fakes. */
module.exports = {
  displayName: 'client',
  testEnvironment: 'jsdom',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.test.ts?(x)'],
  transform: {
    '\\.[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // These two are published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(supercluster|kdbush)/)'],
  moduleNameMapper: {
    '\\.(s?css|png|jpe?g|svg)$': '<rootDir>/test/fakes/file.ts',
    '^@tarojs/components$': '<rootDir>/test/fakes/components.tsx',
    '^@tarojs/taro$': '<rootDir>/test/fakes/taro.ts',
    '^@jierong/shared/(.*)$': '<rootDir>/../shared/src/$1.ts',
    '^@/(.*)$': '<rootDir>/src/$1',
  },
  // The twins of h5 come first, as in the h5 build.
  moduleFileExtensions: ['h5.tsx', 'h5.ts', 'tsx', 'ts', 'js', 'json'],
  setupFiles: ['<rootDir>/test/environment.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
};
