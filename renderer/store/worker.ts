import { z } from 'zod';
import { createStoreApi } from './createStoreApi';
import { exposeStore } from './exposeStore';

// The content security policy forbids making functions from text, which Zod would try.
z.config({ jitless: true });

exposeStore(createStoreApi());
