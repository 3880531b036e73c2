import { expect } from '@playwright/test';
import { test } from './ground';

const names = [
  ...['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi', 'persistent-storage'],
  ...[
    'accelerometer',
    'background-sync',
    'idle-detection',
    'local-fonts',
    'screen-wake-lock',
    'window-management',
  ],
];

test('every permission is denied before it is asked for', async ({ gate }) => {
  const states = await gate.page.evaluate(
    (asked) =>
      Promise.all(
        asked.map(async (name) => {
          try {
            return (await navigator.permissions.query({ name: name as PermissionName })).state;
          } catch (error) {
            // A name that this Chromium does not know gives nothing away.
            return (error as Error).name === 'TypeError' ? 'denied' : String(error);
          }
        }),
      ),
    names,
  );
  expect(Object.fromEntries(names.map((name, index) => [name, states[index]]))).toEqual(
    Object.fromEntries(names.map((name) => [name, 'denied'])),
  );
});

test('asking is refused as well', async ({ gate }) => {
  await gate.page.bringToFront();
  const outcomes = await gate.page.evaluate(async () => {
    const refusal = (attempt: () => Promise<unknown>) =>
      attempt().then(
        () => 'given',
        (error: unknown) =>
          error instanceof Error || error instanceof DOMException ? error.name : 'refused',
      );
    const place = () =>
      new Promise((resolve, reject) => {
        navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error()));
      });
    return {
      place: await refusal(place),
      notification: await Notification.requestPermission(),
      camera: await refusal(() => navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await refusal(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await refusal(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      clipboard: await refusal(() => navigator.clipboard.readText()),
      midi: await refusal(() => navigator.requestMIDIAccess({ sysex: true })),
    };
  });
  expect(outcomes.notification).toBe('denied');
  for (const [name, outcome] of Object.entries(outcomes)) expect(outcome, name).not.toBe('given');
});
