import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clerk, sampleEvent, samplePayloads } from '../../shared/casework/testing/sampleEvents';
import type { CaseEvent } from '../../shared/casework/event';
import { openPromises, type Promises } from './promises';
import { verifyPlatform } from './verify';

const caseId = '7d6a3a5e-6d0f-4b52-9a6c-0b9d7f7f00aa';
const id = (n: number) => `7d6a3a5e-6d0f-4b52-9a6c-0b9d7f7f01${String(n).padStart(2, '0')}`;
const received = samplePayloads['application.received'];
const inStream = (event: CaseEvent, stream = '230828101') => ({ stream, event });
const form = { applicantName: '佟安安' };
const receipt = {
  ...sampleEvent('application.received', clerk, { ...received, form }),
  id: id(1),
  caseId,
};
const printed = (n: number, document: string) => ({
  ...sampleEvent('document.printed', clerk, { document, copies: 1 }),
  id: id(n),
  caseId,
});

let folder: string;
let promises: Promises;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'longjiang-promises-'));
  promises = openPromises(path.join(folder, 'promises.jsonl'));
  promises.note({ kind: 'case', caseId, number: '暂1', applicant: '佟安安' });
  promises.note({ kind: 'step', caseId, mark: 'mark-1' });
});
afterEach(() => {
  promises.close();
  rmSync(folder, { recursive: true });
});

it('finds nothing where all that was acknowledged is there once, in each stream', () => {
  const events = [receipt, printed(2, 'mark-1'), printed(3, 'never acknowledged')];
  const both = events.flatMap((event) => [inStream(event), inStream(event, '230828')]);
  expect(verifyPlatform(both, promises)).toEqual({ lost: [], duplicated: [] });
});

it('counts a case and a step that are missing', () => {
  expect(verifyPlatform([inStream(receipt)], promises).lost).toEqual([expect.stringContaining('mark-1')]);
  expect(verifyPlatform([], promises).lost).toHaveLength(2);
});

it('counts an event that stands in a stream twice, and a step that was taken twice', () => {
  const step = printed(2, 'mark-1');
  const twice = [receipt, step, step].map((event) => inStream(event));
  expect(verifyPlatform(twice, promises).duplicated).toHaveLength(1);
  const again = [receipt, step, printed(3, 'mark-1')].map((event) => inStream(event));
  expect(verifyPlatform(again, promises).duplicated).toHaveLength(1);
});

it('keeps every acknowledgement in a file of its own', () => {
  const lines = readFileSync(path.join(folder, 'promises.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual(['case', 'step']);
  expect(promises.count()).toBe(2);
});
