import { inject } from 'vitest';

// Told before the test file is loaded: its databases are made on the server of this run.
process.env['TEST_DATABASE_URL'] = inject('databaseUrl');
