const { appendFileSync } = require('node:fs');

// A reporter for mocha, which loads it by itself. It appends one JSON line per finished test to the file named by
// WITNESS_LINES: {"outcome":"passed"|"failed"|"pending","title":...,"file":...,"error":...}, and at the end
// {"outcome":"end"}. The tests print what they like to the standard output, so nothing is said there.

module.exports = class LinesReporter {
  constructor(runner) {
    const lines = process.env.WITNESS_LINES;
    const write = (outcome, test, error) => {
      const about = test && { title: test.fullTitle(), file: test.file, error: error && String(error.message) };
      appendFileSync(lines, `${JSON.stringify({ outcome, ...about })}\n`);
    };
    runner.on('pass', (test) => write('passed', test));
    runner.on('pending', (test) => write('pending', test));
    runner.on('fail', (test, error) => write('failed', test, error));
    runner.on('end', () => write('end'));
  }
};
