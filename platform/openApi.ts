import { z } from 'zod';
import { Id } from '@shared/casework/identifiers';
import { CaseHistory } from '@shared/protocol/caseHistories';
import { ferryPath } from '@shared/protocol/ferry';
import { BlockSummaries, FirstSyncHead, firstSyncPath } from '@shared/protocol/firstSync';
import { materialPath, stateHeader, UploadMetadata, uploadsPath } from '@shared/protocol/materials';
import { Problem } from '@shared/protocol/problem';
import { StreamMessage, streamPath } from '@shared/protocol/stream';
import { FerryHead } from '@shared/sealing/ferry/label';
import {
  FerriedAnswer,
  FerriedCursors,
  FerriedEnd,
  FerriedPage,
  FerriedPush,
  FerriedStanding,
} from '@shared/sealing/ferry/messages';
import { RecordHead } from '@shared/sealing/ferry/records';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'openapi-3.0', unrepresentable: 'any' });
  return rest;
};

/** What travels inside bytes that are no JSON message as a whole: the pieces that they are made of. */
const pieces = {
  FirstSyncHead,
  FirstSyncSummaries: BlockSummaries,
  FirstSyncHistories: z.strictObject({ epoch: Id, cases: z.array(CaseHistory) }),
  StreamMessage,
  UploadMetadata,
  FerryHead,
  FerryRecordHead: RecordHead,
  FerriedPush,
  FerriedCursors,
  FerriedAnswer,
  FerriedPage,
  FerriedStanding,
  FerriedEnd,
} satisfies Record<string, z.ZodType>;

const reference = (name: keyof typeof pieces) => ({ $ref: `#/components/schemas/${name}` });
const binary = { type: 'string', format: 'binary' };
const content = (type: string, schema: Json = binary) => ({ [type]: { schema } });
const said = (description: string, pattern?: string) => ({
  description,
  schema: { type: 'string', ...(pattern === undefined ? {} : { pattern }) },
});
const asked = (name: string, required: boolean, ...[description, pattern]: Parameters<typeof said>) => ({
  name,
  in: 'header',
  required,
  ...said(description, pattern),
});

const digits = '^[0-9]+$';
const tus = asked('Tus-Resumable', true, 'Version of the upload protocol.', '^1\\.0\\.0$');
const tusSaid = { 'Tus-Resumable': said('1.0.0') };
const offset = { 'Upload-Offset': said('How many bytes are there now.', digits) };
const problems = {
  '4XX': { description: 'Refused.', content: content('application/json', schemaOf(Problem)) },
  '5XX': { description: 'Failed.', content: content('application/json', schemaOf(Problem)) },
};

/** What the schemas of the routes cannot say: the headers and the bytes of calls that carry no JSON. */
const byteRoutes: Record<string, Record<string, Json>> = {
  [firstSyncPath]: {
    get: {
      responses: {
        200: {
          description:
            'A page: four bytes with the length of the head (big-endian), the head (FirstSyncHead, JSON in UTF-8), then for each of its ' +
            '`blocks` so many bytes of summaries and so many of histories, either as raw DEFLATE of JSON (FirstSyncSummaries, FirstSyncHistories).',
          content: content('application/octet-stream'),
        },
      },
    },
  },
  [streamPath]: {
    get: {
      responses: {
        200: {
          description:
            'Server-sent events without an end: `event` is the kind of a message, `data` the message. Comments keep the line alive.',
          content: content('text/event-stream', reference('StreamMessage')),
        },
      },
    },
  },
  [uploadsPath]: {
    post: {
      parameters: [
        tus,
        asked('Upload-Length', true, 'Size of the file in bytes.', digits),
        asked(
          'Upload-Metadata',
          true,
          'Keys of UploadMetadata, each with its value in base64, joined by commas.',
        ),
      ],
      responses: {
        201: {
          description: 'Begun; no body.',
          headers: { ...tusSaid, Location: said('Where it goes on.', `^${uploadsPath}/[0-9a-f]{32}$`) },
        },
      },
    },
  },
  [`${uploadsPath}/{uploadId}`]: {
    head: {
      parameters: [tus],
      responses: {
        200: {
          description: 'How far it has come; no body.',
          headers: { ...tusSaid, ...offset, 'Upload-Length': said('Size of the file.', digits) },
        },
      },
    },
    patch: {
      parameters: [
        tus,
        asked('Upload-Offset', true, 'Where these bytes begin; exactly how many are there already.', digits),
      ],
      requestBody: { required: true, content: content('application/offset+octet-stream') },
      responses: {
        204: {
          description: `Kept. With the last byte the file is checked and taken in: only then there is \`${stateHeader}\`.`,
          headers: { ...tusSaid, ...offset, [stateHeader]: said('`stored` or `checking`.') },
        },
      },
    },
    delete: { parameters: [tus], responses: { 204: { description: 'Given up.', headers: tusSaid } } },
  },
  [materialPath('{sha256}')]: {
    get: {
      parameters: [
        asked('Range', false, 'One range from its first byte on.', '^bytes=[0-9]+-[0-9]*$'),
        asked('If-Range', false, 'The ETag of what was begun; another one is answered whole.'),
      ],
      responses: {
        200: {
          description: 'The whole file.',
          headers: { ETag: said('The hash in quotes.'), 'Accept-Ranges': said('bytes') },
          content: content('application/octet-stream'),
        },
        206: {
          description: 'The part that was asked for.',
          headers: {
            ETag: said('The hash in quotes.'),
            'Content-Range': said('bytes from-to/size'),
          },
          content: content('application/octet-stream'),
        },
      },
    },
  },
  [ferryPath]: {
    post: {
      requestBody: { required: true, content: content('application/octet-stream') },
      responses: {
        200: {
          description:
            'The bundle that goes back, sealed to the device. A bundle is a head of 4096 bytes (FerryHead) and a sealed body of records ' +
            '(FerryRecordHead, then a file or one of the Ferried messages); the integration guide shows one byte by byte.',
          content: content('application/octet-stream'),
        },
      },
    },
  },
};

type Document = { paths?: Record<string, Json | undefined>; components?: { schemas?: Json } };

/** Completes the description that the routes' schemas give by what these cannot say. */
export function completed<D extends Document>(document: D): D {
  for (const [path, operations] of Object.entries(byteRoutes))
    for (const [method, more] of Object.entries(operations)) {
      const known = document.paths?.[path]?.[method] as { parameters?: Json[] } | undefined;
      if (!known) throw new Error(`${method} ${path} is described and not there`);
      const { parameters = [], responses, ...rest } = more as { parameters?: Json[]; responses: Json };
      Object.assign(known, rest, {
        parameters: [...(known.parameters ?? []), ...parameters],
        responses: { ...responses, ...problems },
      });
    }
  const schemas = Object.fromEntries(
    Object.entries(pieces).map(([name, schema]) => [name, schemaOf(schema)]),
  );
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...schemas } };
  return document;
}
