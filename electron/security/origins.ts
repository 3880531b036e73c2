/** Scheme and host of the application's own pages. */
export const appScheme = 'app';
export const appHost = 'longjiang';
export const appUrl = `${appScheme}://${appHost}/`;

/** Tells our own pages from everything else. `devUrl` is the development server, only in an unpackaged application. */
export type Origins = {
  start: string;
  /** The page or one of its own resources. */
  isOurs: (url: string) => boolean;
};

/** Compares scheme and host by hand: `URL.origin` is "null" for schemes that Node does not know as standard. */
export function createOrigins(devUrl?: string): Origins {
  const dev = devUrl === undefined ? undefined : new URL(devUrl);
  const isOurs = (text: string) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') return false;
    if (url.protocol === `${appScheme}:` && url.host === appHost) return true;
    return dev !== undefined && url.host === dev.host && ['http:', 'ws:'].includes(url.protocol);
  };
  return { start: devUrl ?? appUrl, isOurs };
}
