import { randomUUID } from 'node:crypto';
import { protocolVersion } from '@shared/protocol/version';
import { calls } from '@shared/protocol/calls';
import { ask, Device, parsed } from '../client';
import { expectThat, type Check } from '../suite';
import { expectProblem } from './cases';

/** Who may speak to a platform, and how it answers those who may not. */
export const accessChecks: readonly Check[] = [
  {
    name: 'health says the epoch and the versions that are served',
    run: async ({ subject }) => {
      const health = parsed(calls.health.answer, await ask(`${subject.url}${calls.health.path}`));
      expectThat(
        health.oldestServedVersion <= protocolVersion && protocolVersion <= health.protocolVersion,
        () => `serves ${health.oldestServedVersion} to ${health.protocolVersion}, not ${protocolVersion}`,
      );
    },
  },
  {
    name: 'an unknown enrolment code is codeUnknown',
    run: async ({ subject }) => {
      const device = new Device(subject.url);
      expectProblem(
        await device.send('enrol', device.enrolRequest(`NOT-A-CODE-${randomUUID().slice(0, 8)}`)),
        'codeUnknown',
      );
    },
  },
  {
    name: 'an enrolment code works once',
    run: async ({ subject }) => {
      const device = new Device(subject.url);
      expectProblem(await device.send('enrol', device.enrolRequest(subject.codes[0] ?? '')), 'codeUnknown');
    },
  },
  {
    name: 'a client that is too old is told updateRequired',
    run: async ({ subject, first }) => {
      const device = new Device(subject.url);
      const request = { ...device.enrolRequest(subject.codes[2] ?? ''), protocolVersion: 1 };
      expectProblem(await device.send('enrol', request), 'updateRequired');
      const events = [
        {
          signed: first.signBody({
            event: first.event(
              'application.withdrawn',
              { caseId: randomUUID(), baseVersion: 1 },
              { reason: '测试' },
            ),
            deviceId: first.deviceId,
            credentialId: first.credentialId,
            sequence: 1,
            previousHash: '0'.repeat(64),
          }),
        },
      ];
      expectProblem(await first.send('push', { protocolVersion: 1, events }), 'updateRequired');
    },
  },
  {
    name: 'a wrong password is wrongPassword, and says nothing of whether the account exists',
    run: async ({ subject, first }) => {
      const wrong = first.signInRequest(subject.loginName, `${subject.password}-wrong`);
      expectProblem(await first.send('signIn', wrong, ''), 'wrongPassword');
      expectProblem(
        await first.send('signIn', { ...wrong, loginName: 'nobody.at.all' }, ''),
        'wrongPassword',
      );
    },
  },
  {
    name: 'signing in again with the same key gives the same credential',
    run: async ({ subject, first }) => {
      const { credentialId } = await first.call(
        'signIn',
        first.signInRequest(subject.loginName, subject.password),
      );
      expectThat(credentialId === first.credentialId, () => 'another credential was given');
    },
  },
  {
    name: 'an assertion is exchanged for a token, once',
    run: async ({ first }) => {
      const assertion = await first.assertion();
      const { token } = await first.call('token', { assertion });
      parsed(calls.catalogue.answer, await first.send('catalogue', {}, token.accessToken));
      expectProblem(await first.send('token', { assertion }), 'unauthorised');
    },
  },
  {
    name: 'an assertion signed by another key is unauthorised',
    run: async ({ first, stranger }) => {
      const forged = Object.assign(new Device(first.platform), { credentialId: stranger.credentialId });
      expectProblem(await first.send('token', { assertion: await forged.assertion() }), 'unauthorised');
    },
  },
  {
    name: 'without a valid token every call of a signed-in device is unauthorised',
    run: async ({ first }) => {
      for (const token of ['', 'nonsense', `${first.token}x`]) {
        const request = { stream: first.divisionCode, after: 0, limit: 1 };
        expectProblem(await first.send('pull', request, token), 'unauthorised');
        expectProblem(await first.send('catalogue', {}, token), 'unauthorised');
      }
    },
  },
  {
    name: 'a request of another shape is badRequest, and what was sent is not repeated',
    run: async ({ first }) => {
      const secret = '23082819000101001X';
      const raw = await first.send('push', { protocolVersion, events: [], [secret]: secret });
      expectProblem(raw, 'badRequest');
      expectThat(!raw.text.includes(secret), () => 'the answer repeats what was sent');
    },
  },
  {
    name: 'what is not there is notFound, as a problem',
    run: async ({ subject }) =>
      expectProblem(await ask(`${subject.url}/v1/nothing-of-this-name`), 'notFound'),
  },
  {
    name: 'a password is not changed by whoever does not know it, nor to one that breaks the rules, and still opens afterwards',
    run: async ({ subject, second }) => {
      const { loginName, password } = subject;
      const better = `${randomUUID()}-Aa1`;
      const wrong = { current: `${password}x`, next: better };
      expectProblem(await second.send('changePassword', wrong), 'wrongPassword');
      for (const next of ['1', loginName, password])
        expectProblem(await second.send('changePassword', { current: password, next }), 'badRequest');
      expectProblem(await second.send('signIn', second.signInRequest(loginName, better)), 'wrongPassword');
      await second.signIn(loginName, password);
    },
  },
];
