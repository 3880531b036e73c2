import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/**
 * What the application said is saved: a case by its number, or a step by words that occur in no other step of the run.
 * `applicant` is a name that occurs in no other case.
 */
export type Acknowledged =
  | { kind: 'case'; caseId: string; number: string; applicant: string }
  | { kind: 'step'; caseId: string; mark: string };

/** The driver's own ledger: it stands outside the application's folder, so that no fault reaches it. */
export type Promises = {
  /** Notes that something is about to be asked for, so that it may be there later without having been promised. */
  attempt: (mark: string) => void;
  /** Notes what was acknowledged, after it was seen; on the disk before this returns. */
  note: (said: Acknowledged) => void;
  cases: () => readonly Extract<Acknowledged, { kind: 'case' }>[];
  stepsOf: (caseId: string) => readonly string[];
  attempted: () => readonly string[];
  count: () => number;
  close: () => void;
};

/** Opens the driver's ledger as a new file of one JSON object per line. */
export function openPromises(path: string): Promises {
  const file = openSync(path, 'wx', 0o600);
  const cases = new Map<string, Extract<Acknowledged, { kind: 'case' }>>();
  const steps = new Map<string, string[]>();
  const attempted: string[] = [];
  const write = (line: unknown) => {
    writeSync(file, `${JSON.stringify(line)}\n`);
    fsyncSync(file);
  };
  return {
    attempt(mark) {
      attempted.push(mark);
    },
    note(said) {
      write(said);
      if (said.kind === 'case') cases.set(said.caseId, said);
      else steps.set(said.caseId, [...(steps.get(said.caseId) ?? []), said.mark]);
    },
    cases: () => [...cases.values()],
    stepsOf: (caseId) => steps.get(caseId) ?? [],
    attempted: () => attempted,
    count: () => cases.size + [...steps.values()].reduce((sum, marks) => sum + marks.length, 0),
    close: () => closeSync(file),
  };
}
