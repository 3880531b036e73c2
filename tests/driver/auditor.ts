import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { EnrolAnswer } from '../../shared/protocol/enrol';
import { protocolVersion } from '../../shared/protocol/version';
import { PullAnswer } from '../../shared/protocol/pull';
import { SignInAnswer } from '../../shared/protocol/signIn';
import type { ConfirmedEvent } from '../../shared/protocol/confirmed';
import { password, supervisor } from './people';

/**
 * A device of its own that only reads: it enrols, signs in and pulls over real HTTP, so that what the windows show can be
 * held against what the platform gives to anybody.
 */
export async function createAuditor(
  platformUrl: string,
  code: string,
): Promise<{ pullAll: () => Promise<ConfirmedEvent[]> }> {
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(platformUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  };
  const enrolled = EnrolAnswer.parse(
    await post('/v1/enrolments', {
      protocolVersion,
      code,
      deviceName: '核对',
      admissionSecret: randomBytes(32).toString('base64'),
    }),
  );
  const { publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64');
  const { deviceId, streams } = enrolled;
  const signedIn = SignInAnswer.parse(
    await post('/v1/sign-ins', { deviceId, loginName: supervisor, password, publicKey: raw }),
  );
  const authorization = `Bearer ${signedIn.token.accessToken}`;
  return {
    async pullAll() {
      const events: ConfirmedEvent[] = [];
      for (const stream of streams) {
        for (let after = 0, more = true; more;) {
          const query = new URLSearchParams({ stream, after: String(after), limit: '500' });
          const answer = await fetch(`${platformUrl}/v1/pull?${query.toString()}`, {
            headers: { authorization },
          });
          const page = PullAnswer.parse(await answer.json());
          events.push(...page.events);
          after = page.events.at(-1)?.position ?? after;
          more = page.more;
        }
      }
      return events;
    },
  };
}
