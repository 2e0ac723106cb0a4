/** All tests but those of client/e2e. One part of them: npx jest --selectProjects server. */
module.exports = {
  projects: ['./shared/jest.config.js', './server/jest.config.js', './client/jest.config.js'],
  // Generous, because it only ends what hangs: a busy machine is no failure. Jest reads it here, not from a project.
  testTimeout: 120_000,
};
