import { app, BrowserWindow } from 'electron';

// The floor: what an Electron window costs that shows nothing.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1366, height: 768 });
  await window.loadURL('about:blank');
  console.log('blank window open');
});
