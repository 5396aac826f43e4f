import fc from 'fast-check';

/**
 * Property tests draw the same cases in each run, so that a run tells whether the code changed and not which cases were
 * drawn. `npm run test:random` draws others; a counterexample it finds becomes a test of its own.
 */
if (process.env['MODE'] !== 'random') fc.configureGlobal({ seed: 20_261_130 });

export default fc;
