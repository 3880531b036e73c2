import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { calls } from '@shared/protocol/calls';
import * as ferry from '@shared/protocol/ferry';
import * as firstSync from '@shared/protocol/firstSync';
import * as materials from '@shared/protocol/materials';
import * as stream from '@shared/protocol/stream';
import { openApiTool } from './openapi';

const Answer = z.looseObject({ description: z.string(), content: z.record(z.string(), z.any()).optional() });
const Operation = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
  requestBody: z.looseObject({ content: z.record(z.string(), z.any()) }).optional(),
  security: z.array(z.looseObject({})).optional(),
  responses: z.record(z.string(), Answer),
});
const Described = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});
let text: string;
let described: z.infer<typeof Described>;

beforeAll(async () => {
  const lines: string[] = [];
  expect(await openApiTool([], (line) => lines.push(line))).toBe(0);
  text = lines.join('\n');
  described = Described.parse(JSON.parse(text));
}, 60_000);

const operationAt = (method: string, path: string) => described.paths[path]?.[method.toLowerCase()];

/** What the client asks for besides `calls`: by the name under which the protocol exports its path, with what is sent and comes back. */
const besides: Record<string, { path: string; ways: Record<string, { sends?: string; gets?: string }> }> = {
  firstSyncPath: {
    path: firstSync.firstSyncPath,
    ways: { GET: { gets: 'application/octet-stream' } },
  },
  streamPath: { path: stream.streamPath, ways: { GET: { gets: 'text/event-stream' } } },
  uploadsPath: { path: materials.uploadsPath, ways: { POST: {} } },
  upload: {
    path: `${materials.uploadsPath}/{uploadId}`,
    ways: { HEAD: {}, PATCH: { sends: 'application/offset+octet-stream' }, DELETE: {} },
  },
  materialPath: {
    path: materials.materialPath('{sha256}'),
    ways: { GET: { gets: 'application/octet-stream' } },
  },
  ferryPath: {
    path: ferry.ferryPath,
    ways: { POST: { sends: 'application/octet-stream', gets: 'application/octet-stream' } },
  },
};

describe('the OpenAPI description', () => {
  it.each(Object.entries(calls))(
    'has the call %s with its request, its answer and its problems',
    (_, call) => {
      const operation = operationAt(call.method, call.path);
      if (!operation) throw new Error(`${call.method} ${call.path} is not described`);
      const asked = Object.keys(call.request.shape);
      if (call.method === 'POST') expect(operation.requestBody?.content).toHaveProperty(['application/json']);
      else expect(operation.parameters.map(({ name }) => name).sort()).toEqual(asked.sort());
      expect(operation.responses['200']?.content).toHaveProperty(['application/json', 'schema']);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
      expect(operation.security !== undefined).toBe(call.signedIn);
    },
  );

  it.each(
    Object.values(besides).flatMap(({ path, ways }) =>
      Object.entries(ways).map(([method, way]) => ({ path, method, ...way })),
    ),
  )('has $method $path with its bytes, its success and its problems', ({ path, method, sends, gets }) => {
    const operation = operationAt(method, path);
    if (!operation) throw new Error(`${method} ${path} is not described`);
    if (sends !== undefined) expect(operation.requestBody?.content).toHaveProperty([sends]);
    const [success, ...others] = Object.entries(operation.responses).filter(([status]) =>
      status.startsWith('2'),
    );
    expect(success?.[1].description).not.toBe('Default Response');
    for (const [, answer] of [...(success ? [success] : []), ...others])
      if (gets !== undefined) expect(answer.content).toHaveProperty([gets]);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
    expect(operation.security).toBeDefined();
  });

  it('refers to nothing that it does not have', () => {
    const named = [...text.matchAll(/"\$ref": "#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(described.components.schemas).toHaveProperty([name ?? '']);
  });
});

describe('what the client asks for', () => {
  it('is named by the protocol alone, so that the tables above have all of it', () => {
    const paths = [ferry, firstSync, materials, stream].flatMap((module) =>
      Object.keys(module).filter((name) => name.endsWith('Path')),
    );
    expect(paths.sort()).toEqual(
      Object.keys(besides)
        .filter((name) => name.endsWith('Path'))
        .sort(),
    );
    const exported = readdirSync('shared/protocol')
      .filter((name) => !name.endsWith('.test.ts'))
      .flatMap((name) => [
        ...readFileSync(join('shared/protocol', name), 'utf8').matchAll(/^export const (\w+Path)\b/gm),
      ])
      .map(([, name]) => name);
    expect(exported.sort()).toEqual(paths.sort());
  });

  it('is written nowhere in the client itself', () => {
    const sources = ['electron', 'renderer'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
        .map((name) => join(room, name)),
    );
    const literal = /['"`][^'"`\n]*\/v1\/[a-z]/;
    expect(sources.filter((path) => literal.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
