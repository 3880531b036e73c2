import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { calendarTool } from './calendar';
import { catalogueTool } from './catalogue';
import { clockTool } from './clock';
import { UsageError, type Tool } from './usage';

const folder = mkdtempSync(join(tmpdir(), 'longjiang-tools-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (tool: Tool, ...args: string[]) => {
  const lines: string[] = [];
  const code = tool(args, (line) => lines.push(line));
  return { code, lines, last: lines.at(-1) };
};

describe('npm run clock', () => {
  it('explains each day and ends with the due date, over the National Day holidays and a make-up day', () => {
    const { lines, last } = run(clockTool, '--from', '2026-09-28', '--limit', '20wd');
    // 2 working days in September, the 8th to 10th (a Saturday, worked) and three weeks of five in October.
    expect(last).toBe('due=2026-10-30 provisional=false');
    expect(lines[0]).toMatch(/^2026-09-28 周一\t—\t起算之日/);
    expect(lines.filter((line) => line.includes('放假，不计（国庆节）'))).toHaveLength(7);
    expect(lines.find((line) => line.startsWith('2026-10-10'))).toMatch(/周六\t第5天\t调休上班/);
  });

  it('counts calendar days where the law does, takes pauses out, adds an extension, and says what is provisional', () => {
    expect(run(clockTool, '--from', '2026-09-28', '--limit', '30cd').last).toBe(
      'due=2026-10-28 provisional=false',
    );
    const pause = ['--pause', '2026-10-08..2026-10-09', '--pause', '2026-10-12..2026-10-12'];
    expect(run(clockTool, '--from', '2026-09-28', '--limit', '5wd', ...pause).last).toBe(
      'due=2026-10-14 provisional=false',
    );
    expect(run(clockTool, '--from', '2026-09-28', '--limit', '3wd', '--extension', '2').last).toBe(
      'due=2026-10-10 provisional=false',
    );
    expect(run(clockTool, '--from', '2026-12-21', '--limit', '10wd').last).toBe(
      'due=2027-01-04 provisional=true',
    );
  });

  it('reads a whole case, the promised limit last', () => {
    const { lines, last } = run(clockTool, '--case', 'tests/fixtures/histories/extension-after-a-pause.json');
    expect(lines).toContain('法定办结时限，暂停 2026-11-06..2026-11-12，延期 10，止于 2026-12-03');
    expect(last).toBe('due=2026-11-23 provisional=false');
  });

  it('says what is wrong with how it was called', () => {
    for (const args of [
      ['--from', '2026-13-01', '--limit', '5wd'],
      ['--from', '2026-03-01', '--limit', '5'],
      ['--from', '2026-03-01', '--limit', '5wd', '--pause', '2026-03-05..2026-03-04'],
      ['--case', join(folder, 'missing.json')],
    ])
      expect(() => run(clockTool, ...args)).toThrow(UsageError);
  });
});

describe('npm run catalogue', () => {
  it('lists sixteen items, a line each', () => {
    const { code, lines, last } = run(catalogueTool, 'list');
    expect([code, last]).toEqual([0, 'items=16']);
    expect(lines).toHaveLength(17);
    expect(lines.find((line) => line.startsWith('FOR-001'))).toMatch(
      /林木采伐许可\t行政许可·承诺件\t法定20个工作日\+10/,
    );
  });

  it('names file, path and reason of what is wrong, and passes what is right', () => {
    const broken = join(folder, 'FOR-001.json');
    writeFileSync(broken, JSON.stringify({ schemaVersion: 1, code: 'X' }));
    const { code, lines } = run(catalogueTool, 'check', broken, 'resources/catalogue/BRN-001.json');
    expect(code).toBe(1);
    expect(lines.some((line) => line.startsWith(`${broken}\tlegalBasis\t`))).toBe(true);
    const good = run(catalogueTool, 'check', 'resources/catalogue/FOR-001.json');
    expect(good).toMatchObject({
      code: 0,
      lines: ['resources/catalogue/FOR-001.json\t没有问题，可以使用 · good'],
    });
  });
});

describe('npm run calendar', () => {
  it('makes a key, signs a year and checks it', () => {
    const keys = join(folder, 'keys');
    const publicKey = run(calendarTool, 'keygen', keys).last ?? '';
    const key = join(keys, 'calendar-key.pem');
    const file = join(folder, 'signed.json');
    const year = 'resources/calendar/2026.json';
    writeFileSync(
      file,
      run(calendarTool, 'sign', '--key', key, '--division', '230828', year).lines.join('\n'),
    );
    expect(run(calendarTool, 'verify', '--key', publicKey, file).code).toBe(0);
    writeFileSync(file, readFileSync(file, 'utf8').replace('2026-10-10', '2026-10-11'));
    expect(run(calendarTool, 'verify', '--key', publicKey, file).code).toBe(1);
    expect(() => run(calendarTool, 'keygen', keys)).toThrow();
  });
});
