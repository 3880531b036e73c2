import type { News } from '@shared/bridge/workerChannels';
import type { StreamMessage } from '@shared/protocol/stream';
import type { HandOuts } from '../office/handOuts';
import type { OpenSession } from '../session/openSession';
import type { Vault } from '../vault/vault';

type Given = {
  open: OpenSession;
  vault: Pick<Vault, 'removeAccount'>;
  news: (news: News) => void;
  handOuts: HandOuts;
  now?: () => Date;
};

/** Does what the stream's messages are for; what cannot be asked now is asked when the stream comes back. */
export function heedStream({ open, vault, news, handOuts, now = () => new Date() }: Given) {
  const { platform } = open;
  let calendarsSeen = '';

  async function takeAccount(): Promise<void> {
    const result = await platform.call('account', {});
    if (result.kind !== 'answer') return;
    open.session = { ...open.session, account: result.answer.account };
    news({ kind: 'account', account: result.answer.account });
  }

  async function takeRevocations(): Promise<void> {
    const result = await platform.call('revocations', {});
    if (result.kind !== 'answer') return;
    for (const { loginName } of result.answer.accounts) await vault.removeAccount(loginName);
  }

  async function takeNewCalendars(version: string): Promise<void> {
    if (version === calendarsSeen || version === '') return;
    const result = await platform.call('calendars', {});
    if (result.kind !== 'answer') return;
    await handOuts.calendars(open, result.answer, news);
    calendarsSeen = version;
  }

  async function takeNewCatalogue(version: string): Promise<void> {
    if (version === (await handOuts.servedVersion())) return;
    const result = await platform.call('catalogue', {});
    if (result.kind !== 'answer') return;
    const saidAt = new Date(now().getTime() + (platform.clockAhead() ?? 0)).toISOString();
    await handOuts.catalogue({ version, saidAt, items: result.answer.items }, news);
  }

  return async (message: StreamMessage): Promise<void> => {
    switch (message.kind) {
      case 'position': {
        const { stream, epoch, position } = message;
        return news({ kind: 'position', stream, epoch, position });
      }
      case 'account':
        // The call that comes with it also says where the account has been withdrawn.
        news({ kind: 'wake' });
        return takeAccount();
      case 'revocations':
        return takeRevocations();
      case 'calendars':
        return takeNewCalendars(message.version);
      case 'catalogue':
        return takeNewCatalogue(message.version);
      case 'hello':
      case 'closing':
        return undefined;
    }
  };
}
