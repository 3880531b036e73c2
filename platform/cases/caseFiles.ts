import { sql, type Selectable } from 'kysely';
import type { CaseSnapshot, Workflow } from '@shared/casework/machine';
import type { Inside } from '../storage/database';
import type { RoundTrip } from '../storage/roundTrip';
import type { Tables } from '../storage/tables';
import type { Acceptance } from './acceptance';
import { acceptedSince, type AcceptedEvent, type Snapshots } from './snapshots';

export type CaseRow = Selectable<Tables['cases']>;

/**
 * The cases whose events are settled together: as they stand under the locks of their rows, with what was accepted of them meanwhile and
 * is not written yet.
 */
export class CaseFiles {
  readonly #rows = new Map<string, CaseRow>();
  readonly #stoodAt = new Map<string, number>();
  readonly #added = new Map<string, AcceptedEvent[]>();
  readonly #folded = new Map<string, { version: number; snapshot: CaseSnapshot }>();

  private constructor(
    private readonly inside: Inside,
    private readonly snapshots: Snapshots,
  ) {}

  /** Locks the cases, in the order of their ids; behind the devices' rows and before numbers and streams. */
  static async lock(round: RoundTrip, snapshots: Snapshots, caseIds: readonly string[]): Promise<CaseFiles> {
    const files = new CaseFiles(round.inside, snapshots);
    const rows = await round.ask(
      round.inside
        .selectFrom('cases')
        .selectAll()
        .where(sql<boolean>`case_id = any(${[...new Set(caseIds)]}::uuid[])`)
        .orderBy('case_id')
        .forNoKeyUpdate(),
    );
    for (const row of rows) {
      files.#rows.set(row.case_id, row);
      files.#stoodAt.set(row.case_id, row.version);
    }
    return files;
  }

  find(caseId: string): CaseRow | undefined {
    return this.#rows.get(caseId.toLowerCase());
  }

  /** A case that may be none of these: then as it is committed, and not locked. */
  async look(caseId: string): Promise<CaseRow | undefined> {
    const locked = this.find(caseId);
    if (locked) return locked;
    return this.inside.selectFrom('cases').selectAll().where('case_id', '=', caseId).executeTakeFirst();
  }

  /** What was accepted of a case behind a version, oldest first. */
  async since(caseId: string, version: number): Promise<AcceptedEvent[]> {
    const key = caseId.toLowerCase();
    const stored =
      version < (this.#stoodAt.get(key) ?? 0) ? await acceptedSince(this.inside, caseId, version) : [];
    const added = this.#added.get(key) ?? [];
    return [...stored, ...added.filter((one) => one.version > version)];
  }

  /** The case as it is at its present version. */
  async fold(workflow: Workflow, row: CaseRow | undefined, caseId: string): Promise<CaseSnapshot> {
    const folded = this.#folded.get(caseId.toLowerCase());
    return folded?.snapshot ?? this.snapshots.at(this.inside, workflow, caseId, row?.version ?? 0);
  }

  /** Adds an accepted event, so that the next one is judged behind it. */
  add({ signed, version, epoch, stood, item, snapshot }: Acceptance): void {
    const { event, deviceId, sequence } = signed.body;
    const key = event.caseId.toLowerCase();
    const row = this.#rows.get(key) ?? {
      case_id: key,
      origin_division: event.originDivision,
      item_code: item.code,
      item_version: item.version,
      version,
      summary: null,
      summary_form: null,
      provisional_number: '',
      official_number: '',
    };
    this.#rows.set(key, { ...row, version });
    const { hash } = signed;
    const accepted = { version, hash, deviceId: deviceId.toLowerCase(), sequence, epoch, stood, event };
    this.#added.set(key, [...(this.#added.get(key) ?? []), accepted]);
    this.#folded.set(key, { version, snapshot });
  }

  /** To be called when all is committed: the next batch need not fold these cases again. */
  keepFolded(): void {
    for (const [caseId, { version, snapshot }] of this.#folded)
      this.snapshots.keep(caseId, version, snapshot);
  }
}
