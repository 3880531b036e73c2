import { happenedAt, type MaterialRecord } from '../casework/event';
import { dateTimeText } from './formats';
import type { ExchangeInput } from './input';

/** 收取方式 in words: no list of codes for it was found. */
export const collections = [
  '纸质原件',
  '纸质复印件',
  '纸质原件和复印件',
  '电子证照',
  '告知承诺',
  '容缺后补',
  '未收取',
] as const;

const ofPaper: Record<MaterialRecord['presented'], (typeof collections)[number]> = {
  original: '纸质原件',
  copy: '纸质复印件',
  originalAndCopy: '纸质原件和复印件',
};

/** A paper of the case: what it is, how and when it was collected. */
export type Paper = MaterialRecord & {
  name: string;
  collected: boolean;
  collection: (typeof collections)[number];
  collectedAt: string | undefined;
};

const isCollected = ({ status }: Pick<MaterialRecord, 'status'>) =>
  status === 'provided' || status === 'reused';

function collectionOf({ status, presented }: MaterialRecord): Paper['collection'] {
  switch (status) {
    case 'provided':
      return ofPaper[presented];
    case 'reused':
      return '电子证照';
    case 'committed':
      return '告知承诺';
    case 'tolerated':
      return '容缺后补';
    case 'missing':
      return '未收取';
  }
}

/** When a paper came that is there now: the event since which it was never missing again. */
function collectedAt({ timeline }: ExchangeInput, materialId: string): string | undefined {
  let since: string | undefined;
  for (const { event } of timeline) {
    const records = 'materials' in event.payload ? event.payload.materials : undefined;
    const record = records?.find((one) => one.materialId === materialId);
    if (!record) continue;
    since = isCollected(record) ? (since ?? dateTimeText(happenedAt(event))) : undefined;
  }
  return since;
}

/** The papers of a case in the order of the item's list; one that the list does not know comes last, under its id. */
export function papersOf(input: ExchangeInput): Paper[] {
  const { item, facts } = input;
  const order = new Map(item.materials.map(({ id }, index) => [id, index]));
  const place = ({ materialId }: MaterialRecord) => order.get(materialId) ?? order.size;
  return Object.values(facts.materials)
    .sort((a, b) => place(a) - place(b))
    .map((record) => {
      const listed = item.materials.find(({ id }) => id === record.materialId);
      const collected = isCollected(record);
      return {
        ...record,
        name: listed?.name['zh-CN'] ?? record.materialId,
        collected,
        collection: collectionOf(record),
        collectedAt: collected ? collectedAt(input, record.materialId) : undefined,
      };
    });
}

/** The papers that the office holds. */
export const collectedPapers = (input: ExchangeInput): Paper[] => papersOf(input).filter(isCollected);
