import { expect, it } from 'vitest';
import { z } from 'zod';
import { CaseSummary } from '../casework/summary';
import { BlockSummaries } from './firstSync';

it('reads summaries without adding to them or changing them, because their bytes are kept as they came', () => {
  const form = (io: 'input' | 'output') => z.toJSONSchema(BlockSummaries, { io });
  expect(form('input')).toEqual(form('output'));
  // As it would be with what is left out filled in.
  expect(z.toJSONSchema(CaseSummary, { io: 'input' })).not.toEqual(
    z.toJSONSchema(CaseSummary, { io: 'output' }),
  );
});
