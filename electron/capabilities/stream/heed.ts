import type { CalendarYear } from '@shared/calendar/calendarData';
import type { News } from '@shared/bridge/workerChannels';
import type { StreamMessage } from '@shared/protocol/stream';
import { takeCalendars, type CalendarPlace } from '../office/importedCalendars';
import type { OpenSession } from '../session/openSession';
import type { Vault } from '../vault/vault';

type Given = {
  open: OpenSession;
  vault: Pick<Vault, 'removeAccount'>;
  news: (news: News) => void;
  calendarPlace: () => Promise<CalendarPlace>;
  /** All years in force, imported ones included. */
  calendars: () => Promise<CalendarYear[]>;
  now?: () => Date;
};

/** Does what the stream's messages are for; what cannot be asked now is asked when the stream comes back. */
export function heedStream({ open, vault, news, calendarPlace, calendars, now = () => new Date() }: Given) {
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
    const place = await calendarPlace();
    const taken = await takeCalendars(place, result.answer.calendars, now());
    calendarsSeen = version;
    for (const { year } of taken) await open.audit.note({ what: 'calendarImported', year });
    const [first] = taken;
    if (first) news({ kind: 'calendar', years: await calendars(), taken });
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
      case 'hello':
      case 'closing':
        return undefined;
    }
  };
}
