import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { accessTokens } from './accessTokens';

const bearer = { accountId: randomUUID(), credentialId: randomUUID(), deviceId: randomUUID() };
const began = Date.parse('2026-11-28T09:00:00+08:00');

describe('an access token', () => {
  const key = generateKeyPairSync('ed25519');
  let seconds = 0;
  const now = () => new Date(began + seconds * 1000);

  it.each([
    ['a quarter of an hour where nothing else is said', undefined, 900],
    ['as long as the operator says', 10, 10],
  ])('holds %s, says so, and not a second longer', async (_, said, life) => {
    seconds = 0;
    const tokens = accessTokens(key, now, said);
    const { accessToken, expiresInSeconds } = await tokens.issue(bearer);
    expect(expiresInSeconds).toBe(life);
    seconds = life - 1;
    expect(await tokens.read(accessToken)).toEqual(bearer);
    seconds = life;
    expect(await tokens.read(accessToken)).toBeUndefined();
  });

  it('is nobody’s where another key signed it', async () => {
    seconds = 0;
    const { accessToken } = await accessTokens(generateKeyPairSync('ed25519'), now).issue(bearer);
    expect(await accessTokens(key, now).read(accessToken)).toBeUndefined();
  });
});
