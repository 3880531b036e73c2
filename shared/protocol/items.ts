import { z } from 'zod';
import { ServiceItem } from '../catalogue/serviceItem';

/** GET /v1/catalogue. The item definitions in force. */
export const CatalogueAnswer = z.strictObject({ items: z.array(ServiceItem) });
export type CatalogueAnswer = z.infer<typeof CatalogueAnswer>;
