const server = require('./jest.config.js');

/**
 * Tests on a real RabbitMQ, which a machine may not have: npm run rabbitmq fetches one. By hand:
 * npx jest --config server/jest.rabbitmq.config.js
 */
module.exports = {
  ...server,
  displayName: 'rabbitmq',
  testMatch: ['<rootDir>/test/**/*.rabbitmq.ts'],
  testTimeout: 120_000,
};
