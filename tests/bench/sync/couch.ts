import type { IncomingMessage } from 'node:http';
import type { CaseSummary } from '@shared/casework/summary';

const revision = (n: number) => n.toString(16).padStart(32, '0');

async function askedIds(request: IncomingMessage): Promise<string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { docs } = JSON.parse(Buffer.concat(chunks).toString()) as { docs: { id: string }[] };
  return docs.map(({ id }) => id);
}

const places = new WeakMap<readonly CaseSummary[], Map<string, number>>();

/** The part of CouchDB's protocol that a replication of documents at their first revision asks; undefined: there is none. */
export async function answerCouch(
  request: IncomingMessage,
  url: URL,
  rows: readonly CaseSummary[],
): Promise<unknown> {
  const placeOf = places.get(rows) ?? new Map(rows.map(({ caseId }, n) => [caseId, n]));
  places.set(rows, placeOf);
  const path = url.pathname.replace(/\/$/, '');
  if (path === '') return { couchdb: 'Welcome', uuid: 'bench', version: '3.3.3' };
  if (path === '/couch')
    return { db_name: 'couch', doc_count: rows.length, update_seq: rows.length, instance_start_time: '0' };
  if (path.startsWith('/couch/_local/'))
    return request.method === 'PUT' ? { ok: true, id: path.slice(7), rev: '0-1' } : undefined;
  if (path === '/couch/_changes') {
    const since = Number(url.searchParams.get('since') ?? 0);
    const due = rows.slice(since, since + Number(url.searchParams.get('limit') ?? 100));
    const results = due.map(({ caseId }, index) => ({
      seq: since + index + 1,
      id: caseId,
      changes: [{ rev: `1-${revision(since + index)}` }],
    }));
    return { results, last_seq: since + results.length, pending: rows.length - since - results.length };
  }
  if (path === '/couch/_bulk_get') {
    const results = (await askedIds(request)).map((id) => {
      const n = placeOf.get(id) ?? -1;
      const ids = [revision(n)];
      const ok = { _id: id, _rev: `1-${revision(n)}`, _revisions: { start: 1, ids }, ...rows[n] };
      return { id, docs: [{ ok }] };
    });
    return { results };
  }
  return undefined;
}
