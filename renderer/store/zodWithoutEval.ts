import { z } from 'zod';

// The content security policy forbids making functions from text. Zod tries when a schema is made, so this is imported
// before any file that makes one.
z.config({ jitless: true });
