import * as hands from '../../driver/clerkHands';
import { clerk, password } from '../../driver/people';
import { test as officeTest } from '../office';
import { endApplication, openApplication, type Opened } from './ground';
import { startRecorder, type Recorder } from './recorder';

/** A clerk at work whose application answers questions, and the stranger whom it may not reach. */
export const test = officeTest.extend<{ atWork: Opened; recorder: Recorder }>({
  atWork: async ({ windowPc }, use) => {
    const opened = await openApplication(windowPc.folder);
    await hands.enrol(opened.page);
    await hands.signIn(opened.page, clerk, password);
    await use(opened);
    await endApplication(opened);
  },
  recorder: async ({}, use) => {
    const recorder = await startRecorder();
    await use(recorder);
    await recorder.close();
  },
});
