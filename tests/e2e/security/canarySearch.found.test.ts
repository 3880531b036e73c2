import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCitizenId } from '../../../shared/identity/citizenId';
import { bankCardWarning } from '../../../shared/identity/bankCard';
import { allForms, canaries, patternsOf } from './canaries';
import { searchFolder } from './canarySearch';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'longjiang-canary-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const name = canaries[1]?.name ?? '';
const patterns = patternsOf(allForms);
const foundIn = (content: Buffer | string) => {
  writeFileSync(path.join(folder, 'file.bin'), content);
  return searchFolder(folder, patterns).found.map(({ what }) => what);
};

describe('the search for canaries', () => {
  it('finds a name in every form it claims to know', () => {
    const text = `{"applicant":"${name}"}`;
    const utf16 = Buffer.from(text, 'utf16le');
    expect(foundIn(text)).toContain('name of canary 2 in UTF-8');
    expect(foundIn(utf16)).toContain('name of canary 2 in UTF-16LE');
    expect(foundIn(Buffer.from(utf16).swap16())).toContain('name of canary 2 in UTF-16BE');
    expect(foundIn(Buffer.from(text).toString('hex'))).toContain('name of canary 2 in hex');
    expect(foundIn(Buffer.from([0xcb, 0xbe, 0xcd, 0xbd, 0xab, 0x68, 0xac, 0x75]))).toEqual([
      'name of canary 2 in GBK',
    ]);
    expect(foundIn(encodeURIComponent(text))).toContain('name of canary 2 in percent signs');
    for (const before of ['', 'a', 'ab', 'abc']) {
      const shifted = Buffer.from(before + text);
      expect(foundIn(shifted.toString('base64')), before).toContain('name of canary 2 in base64');
      expect(foundIn(Buffer.from(before + text, 'utf16le').toString('base64'))).toContain(
        'name of canary 2 in base64',
      );
    }
  });

  it('finds numbers inside longer runs, and names of files and folders', () => {
    expect(foundIn(`000${canaries[0]?.idNumber}000`)).toContain('idNumber of canary 1 in UTF-8');
    expect(foundIn(`tel:+86${canaries[3]?.mobile}`)).toContain('mobile of canary 4 in UTF-8');
    writeFileSync(path.join(folder, 'file.bin'), '');
    mkdirSync(path.join(folder, `扫描 ${name}`));
    expect(searchFolder(folder, patterns).found).toHaveLength(1);
  });

  it('finds nothing where there is nothing', () => {
    expect(foundIn(Buffer.from('张三 23082819000101001X 13800001234'))).toEqual([]);
  });

  it('looks for people whose numbers the forms take', () => {
    for (const { idNumber, bankCard } of canaries) {
      expect(checkCitizenId(idNumber)).toMatchObject({ kind: 'valid', sex: 'female' });
      expect(bankCardWarning(bankCard)).toBeUndefined();
    }
  });
});
