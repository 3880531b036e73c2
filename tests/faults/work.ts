import type { Page } from '@playwright/test';
import type { Intake } from '../../renderer/store/storeApi';
import type { MaterialRecord } from '../../shared/casework/event';
import { requiredMaterials } from '../../shared/catalogue/requiredMaterials';
import * as hands from '../driver/clerkHands';
import { fixtureFilling, readItems } from '../driver/fixtureForms';
import type { Acknowledged, Promises } from './promises';
import type { Seeded } from './seeded';
import { callStore, isSaved } from './storeCalls';

/** 高龄津贴: short, and it may be amended as often as one likes before the decision. */
const itemCode = 'ELD-001';

const digits = '安宝春德方国海华吉金俊康兰丽林梅明宁萍庆荣瑞淑顺田文喜祥雪彦英永玉珍';

/** A name that no other case of the run has. */
function nameOf(number: number): string {
  let rest = number;
  let name = '';
  for (let place = 0; place < 3; place += 1) {
    name = (digits[rest % digits.length] ?? '') + name;
    rest = Math.floor(rest / digits.length);
  }
  return `佟${name}`;
}

/** What a clerk does between two faults; whatever was acknowledged stands in the driver's ledger when it resolves. */
export type Clerk = {
  /** Takes in a case through the store's own call. False where the disk was full. */
  receive: (page: Page) => Promise<boolean>;
  /** The same with hands on the form; the number is noted when it stands on the screen. */
  receiveByHand: (page: Page) => Promise<void>;
  /** Amends or prints some case that was acknowledged. False where the disk was full, or there is none yet. */
  step: (page: Page, chance: Seeded) => Promise<boolean>;
};

export function createClerk(promises: Promises, run: string): Clerk {
  const item = readItems().find(({ code }) => code === itemCode);
  if (!item) throw new Error(`there is no item ${itemCode}`);
  const { form, filling } = fixtureFilling(item);
  const materials: MaterialRecord[] = requiredMaterials(item, form).map(({ id, presented, copies }) => ({
    materialId: id,
    status: 'provided',
    presented,
    copies,
    files: [],
  }));
  let given = 0;
  const nextMark = () => {
    given += 1;
    const mark = `${run}-${given}`;
    promises.attempt(mark);
    return mark;
  };
  const nextApplicant = () => {
    nextMark();
    return nameOf(given);
  };
  const note = (said: Acknowledged) => promises.note(said);

  return {
    async receive(page) {
      const applicant = nextApplicant();
      const intake: Intake = {
        itemCode,
        form: { ...form, applicantName: applicant },
        materials,
      };
      const performed = await callStore(page, 'receive', intake, []);
      if (!isSaved(performed)) return false;
      note({ kind: 'case', caseId: performed.caseId, number: performed.number, applicant });
      return true;
    },
    async receiveByHand(page) {
      const applicant = nextApplicant();
      await hands.chooseItem(page, '高龄津贴');
      await hands.fillForm(page, { ...filling, applicantName: applicant });
      for (const { materialId } of materials) await hands.setMaterial(page, materialId, '已收');
      const number = await hands.handIn(page);
      // The screen names the case by its number; which events it has is asked of the store that showed it.
      const [row] = await callStore(page, 'search', number, 2);
      if (!row) throw new Error(`${number} was shown as saved and is not found`);
      note({ kind: 'case', caseId: row.summary.caseId, number, applicant });
    },
    async step(page, chance) {
      const open = promises.cases();
      if (open.length === 0) return false;
      const { caseId } = chance.oneOf(open);
      const mark = nextMark();
      const performed = await callStore(
        page,
        'perform',
        caseId,
        chance.happens(60)
          ? [{ type: 'application.amended', payload: { form: { applicantAddress: mark } } }]
          : [{ type: 'document.printed', payload: { document: mark, copies: 1 } }],
      );
      if (!isSaved(performed)) return false;
      note({ kind: 'step', caseId, mark });
      return true;
    },
  };
}
