/** All tests but those of client/e2e. One part of them: npx jest --selectProjects server. */
module.exports = {
  projects: ['<rootDir>/shared', '<rootDir>/server', '<rootDir>/client'],
  // Generous, because it only ends what hangs: a busy machine is no failure. Jest reads it here, not from a project.
  testTimeout: 120_000,
};
