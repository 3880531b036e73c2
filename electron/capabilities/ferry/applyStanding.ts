import type { FerriedStanding } from '@shared/sealing/ferry/messages';
import type { Vault } from '../vault/vault';

/**
 * Lets take effect what the platform says of the accounts of this device: who was disabled is out at once, for the others the days
 * without a network begin anew on the day the platform said so. A clock that is behind does not lengthen them.
 */
export async function applyStanding(
  vault: Pick<Vault, 'accounts' | 'saveAccount' | 'removeAccount'>,
  { accounts }: FerriedStanding,
  madeAt: string,
  now: Date,
): Promise<void> {
  const said = new Map(accounts.map(({ loginName, inForce }) => [loginName, inForce]));
  const vouchedAt = new Date(Math.min(Date.parse(madeAt), now.getTime())).toISOString();
  // From the last, so that their order stays as it is.
  for (const wrap of [...(await vault.accounts())].reverse()) {
    const inForce = said.get(wrap.loginName);
    if (inForce === false) await vault.removeAccount(wrap.loginName);
    else
      await vault.saveAccount(
        inForce === true && later(wrap.vouchedAt, vouchedAt) ? { ...wrap, vouchedAt } : wrap,
      );
  }
}

const later = (known: string | undefined, said: string) =>
  known === undefined || Date.parse(said) > Date.parse(known);
