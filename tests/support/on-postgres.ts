/** The same tests over PostgreSQL: what makes a database asks `test-database.ts` for its kind. */
process.env.TEST_DATABASE = 'postgres';

// What runs by chance runs at length over SQLite; here it is to find where the databases differ.
process.env.FUZZ_RUNS ??= '1000';
process.env.CRASH_KILLS ??= '25';
process.env.DISTRIBUTION_KILLS ??= '8';
process.env.DISTRIBUTION_PIECES ??= '30';
