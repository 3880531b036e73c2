import { readSnapshot, workflowOf } from '../../casework/machine';
import type { CaseEvent } from '../../casework/event';
import type { ServiceItem } from '../../catalogue/serviceItem';
import type { ExchangeInput } from '../input';

/** A credit code with valid check characters. */
const creditCode = '11370800MB28559184';

/** What an export of a history is made from, with both organs known and a document number for whatever issues one. */
export function exchangeInput(item: ServiceItem, events: readonly CaseEvent[]): ExchangeInput {
  const { state, facts } = readSnapshot(workflowOf(item).fold(events));
  return {
    item,
    state,
    facts,
    timeline: events.map((event, index) => ({
      event,
      assigned: event.type === 'application.accepted' ? { documentNumber: '样乡受〔2026〕7号' } : {},
      version: index + 1,
    })),
    organs: {
      township: { name: '样例县样例镇人民政府', creditCode, divisionCode: '230828101' },
      county: { name: '样例县林业和草原局', creditCode, divisionCode: '230828' },
    },
    caseNumber: '23082810120260301000001X',
    promisedDue: { date: '2026-03-20', provisional: false },
    exportedAt: '2026-06-02T10:15:30+08:00',
    batch: '0123456789abcdef0123456789abcdef',
  };
}
