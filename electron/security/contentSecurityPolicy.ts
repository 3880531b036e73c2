/**
 * The policy of our pages: nothing from anywhere but the application itself. Styles may stand inline because Ant Design
 * writes its tokens as style elements at run time; scripts may not. There is no network: `connect-src` reaches only
 * `app://`, which serves files of the build. The preview of a document is a sandboxed `srcdoc` frame, which inherits this.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The policy of a document that is being printed: it is a picture on paper and needs its own styles and images only. */
export const printedPagePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
