import { sampleItem } from '@shared/casework/testing/sampleItem';
import type { CaseSummary } from '@shared/casework/summary';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { addDays, dateOfDay, dayNumber } from '@shared/calendar/dates';

/** What a case is made of differs from case to case, and is the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const surnames = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
);
const given = Array.from(
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉梅建国志红春燕文华晓东海波雪松林凤',
);
const codes = ['ELD', 'DIS', 'HLT', 'FAM', 'LND', 'SUB', 'BIZ', 'BRN'];
const townships = Array.from({ length: 12 }, (_, n) => `2308281${String(n + 1).padStart(2, '0')}`);
const states = ['received', 'awaitingSupplement', 'stage_examination', 'stage_notice', 'stage_decision'];
const ended = ['awaitingDelivery', 'delivered', 'closed', 'closed', 'closed', 'archived'];

/** The services of the cases: one definition under several codes. */
export const items: ServiceItem[] = codes.map((code) => ({ ...sampleItem, code: `${code}-001` }));

/** The day on which the bench looks at its cases. */
export const today = '2026-06-01';

export type BenchCase = { summary: CaseSummary; pinyin: string };

const hex = (n: number, length: number) => n.toString(16).padStart(length, '0');

/** `count` cases of a county of twelve townships over three years, about 2 in 10 of them open. */
export function makeCases(count: number, spell: (name: string) => string): BenchCase[] {
  const random = randomFrom(20_260_601);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const digits = (length: number) => String(Math.floor(random() * 10 ** length)).padStart(length, '0');
  const spelled = new Map<string, string>();
  const last = dayNumber(today);
  return Array.from({ length: count }, (_, n) => {
    const applicantName = `${pick(surnames)}${pick(given)}${random() < 0.8 ? pick(given) : ''}`;
    const pinyin = spelled.get(applicantName) ?? spell(applicantName);
    spelled.set(applicantName, pinyin);
    const isOpen = random() < 0.2;
    const state = isOpen ? pick(states) : pick(ended);
    const receivedOn = dateOfDay(Math.floor(last - (isOpen ? random() * 25 : random() * 1000)));
    const started = state !== 'received' && state !== 'awaitingSupplement';
    const originDivision = pick(townships);
    const number = `${receivedOn.replaceAll('-', '')}`;
    // A random identifier, as `crypto.randomUUID` makes it.
    const caseId = `${hex(Math.floor(random() * 2 ** 32), 8)}-${hex(n & 0xffff, 4)}-4${hex(Math.floor(random() * 4096), 3)}-8${hex(Math.floor(random() * 4096), 3)}-${hex(Math.floor(random() * 2 ** 48), 12)}`;
    const summary: CaseSummary = {
      caseId,
      itemCode: `${pick(codes)}-001`,
      itemVersion: 1,
      provisionalNumber: `暂${originDivision}-0001-${number}-${String(n).padStart(6, '0')}-7`,
      officialNumber: `${originDivision}01${number}${String(n).padStart(7, '0')}K`,
      applicantName,
      applicantIdNumber: `230828${dateOfDay(last - 9000 - Math.floor(random() * 20_000)).replaceAll('-', '')}${digits(3)}X`,
      applicantMobile: `13${digits(9)}`,
      originDivision,
      state,
      turn: isOpen
        ? { role: started ? 'examiner' : 'windowClerk', level: started ? 'county' : 'township' }
        : { role: 'windowClerk', level: 'township' },
      receivedOn,
      ...(started ? { acceptedOn: addDays(receivedOn, 1), stageSince: addDays(receivedOn, 1) } : {}),
      ...(isOpen ? {} : { decidedOn: addDays(receivedOn, 8), deliveredOn: addDays(receivedOn, 9) }),
      extensionDays: 0,
      marks: random() < 0.1 ? ['late'] : [],
      pauses: random() < 0.3 ? [{ from: addDays(receivedOn, 3), to: addDays(receivedOn, 5) }] : [],
      lastActor: `经办${Math.floor(random() * 40)}`,
      lastChangeAt: `${addDays(receivedOn, isOpen ? 2 : 9)}T0${Math.floor(random() * 9)}:${digits(2).replace(/^[6-9]/, '5')}:00.000Z`,
      version: isOpen ? 2 : 8,
      pending: 0,
    };
    return { summary, pinyin };
  });
}
