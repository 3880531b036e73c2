import { protocol, type Session } from 'electron';
import { serveAppFile } from './appFiles';
import { appScheme } from './origins';

/** Makes `app:` a scheme like https: an origin of its own, storage, code cache. Before the application is ready. */
export function declareAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }]);
}

/** Serves the built pages of `root` in a session. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle(appScheme, (request) => serveAppFile(root, request));
}
