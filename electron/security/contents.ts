import type { App } from 'electron';

/**
 * Hardens every page of the application the moment it exists: no other page is opened or gone to, no webview is attached.
 * A frame may show the `srcdoc` that its parent wrote; a page may only be loaded anew.
 */
export function hardenContents(app: App, isOurs: (url: string) => boolean): void {
  app.on('web-contents-created', (_created, contents) => {
    // Only what goes through the session's proxy, which leads nowhere: WebRTC asks neither the policy nor webRequest.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame && event.url !== 'about:srcdoc') event.preventDefault();
    });
  });
}
