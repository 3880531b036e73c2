import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { LogController, type FastifyServerOptions } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { citizenRoutes } from './citizen/routes';
import { answerBrokenRequest, answerError } from './errors';
import { completed } from './openApi';
import type { Platform } from './platform';
import { sendProblem } from './problems';
import { auditRoute } from './routes/audit';
import { catalogueRoute } from './routes/catalogue';
import { delegationRoutes } from './routes/delegations';
import { passwordRoute } from './routes/passwords';
import { enrolRoute } from './routes/enrol';
import { ferryRoutes } from './routes/ferry';
import { firstSyncRoute } from './routes/firstSync';
import { healthRoute } from './routes/health';
import { materialRoutes } from './routes/materials';
import { metricsRoute } from './routes/metrics';
import { pullRoute } from './routes/pull';
import { pushRoute } from './routes/push';
import type { Server } from './routes/server';
import { standingRoutes } from './routes/standing';
import { streamRoute } from './routes/stream';
import { signInRoute } from './routes/signIn';
import { tokenRoute } from './routes/token';
import { uploadRoutes } from './routes/uploads';

const openApi = {
  info: {
    title: 'Longjiang Casework platform 龙江办件平台',
    description: 'Enrolment, sign-in, sync of signed events, materials. Every failure is a Problem.',
    version: '1',
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  },
} as const;

async function describe(app: Server): Promise<void> {
  await app.register(swagger, {
    openapi: openApi,
    transform: jsonSchemaTransform,
    transformObject: (made) => ('openapiObject' in made ? completed(made.openapiObject) : made.swaggerObject),
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });
}

/** In milliseconds: a large photograph over a township's line. */
const longestRequest = 15 * 60_000;

/** Builds the server over an opened platform; it does not listen yet. */
export async function buildApp(
  platform: Platform,
  {
    logger = false,
    trustedProxies,
    metricsToken,
  }: {
    logger?: FastifyServerOptions['logger'];
    trustedProxies?: string | undefined;
    metricsToken?: string | undefined;
  } = {},
): Promise<Server> {
  const app = fastify({
    logger,
    trustProxy: trustedProxies ?? false,
    // Fastify's own lines hold addresses and messages; `onResponse` below writes ours.
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: longestRequest,
    return503OnClosing: false,
    bodyLimit: 64 * 1024,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'notFound'));
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: an address may hold a case number or a query code.
    const { method, routeOptions } = request;
    const line = { method, route: routeOptions.url ?? 'unknown', status: reply.statusCode };
    platform.metrics.answered(line, reply.elapsedTime / 1000);
    request.log.info({ ...line, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
  await app.register(rateLimit, { global: false });
  await describe(app);
  healthRoute(app, platform);
  metricsRoute(app, platform.metrics, metricsToken);
  enrolRoute(app, platform);
  signInRoute(app, platform);
  tokenRoute(app, platform);
  pushRoute(app, platform);
  pullRoute(app, platform);
  firstSyncRoute(app, platform);
  streamRoute(app, platform);
  standingRoutes(app, platform);
  catalogueRoute(app, platform);
  delegationRoutes(app, platform);
  passwordRoute(app, platform);
  auditRoute(app, platform);
  await ferryRoutes(app, platform);
  materialRoutes(app, platform);
  await uploadRoutes(app, platform);
  citizenRoutes(app, platform);
  return app;
}
