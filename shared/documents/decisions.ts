import type { ServiceItem } from '../catalogue/serviceItem';
import type { CaseState } from '../casework/caseState';
import { basisOf } from './bodies';
import { chineseDate } from './chineseDate';
import { receivedDay, type DocumentFacts } from './facts';
import { open, stop } from './sentences';

/** The facts that both decisions begin with: application, acceptance, the stages that were gone through. */
function course({ item, state }: DocumentFacts): string {
  const accepted = state.accepted ? `，于${chineseDate(state.accepted.acceptedOn)}受理` : '';
  const names = stagesDone(item, state);
  const through = names.length === 0 ? '' : `，并依法进行了${names.join('、')}`;
  return `你于${chineseDate(receivedDay(state))}就${item.name['zh-CN']}事项提出申请${accepted}${through}。`;
}

/** Stages gone through, each once, in the item's order. */
const stagesDone = (item: ServiceItem, state: CaseState): string[] =>
  item.stages
    .filter((stage) => stage.kind !== 'decision' && state.stages.some((done) => done.stageId === stage.id))
    .map((stage) => stage.name['zh-CN']);

/** 准予决定书: facts, basis, content, validity, publicity (行政许可法 Art. 38, 40, 44). */
export function grantBody(facts: DocumentFacts): string[] {
  const { item, state } = facts;
  if (state.decision?.kind !== 'granted') throw new Error('the case has not been granted');
  const { opinion, content } = state.decision;
  return [
    course(facts),
    `经审查：${stop(opinion)}`,
    `依据${basisOf(item)}，本机关决定：${stop(content)}`,
    ...certificateSentence(item, state),
    ...(item.itemType === '01'
      ? ['本决定依照《中华人民共和国行政许可法》第四十条予以公开，公众有权查阅。']
      : []),
  ];
}

function certificateSentence(item: ServiceItem, { certificate }: CaseState): string[] {
  if (!item.certificate) return [];
  const name = `《${item.certificate.name['zh-CN']}》`;
  if (!certificate) return [`本机关自作出决定之日起10个工作日内向你颁发、送达${name}。`];
  const { certificateNumber, validFrom, validTo } = certificate;
  const until = validTo === undefined ? '起长期有效' : `至${chineseDate(validTo)}`;
  return [`同时颁发${name}，编号${certificateNumber}，有效期自${chineseDate(validFrom)}${until}。`];
}

/** 不予决定书: facts, reasons, basis; the remedies stand apart (行政许可法 Art. 38). */
export function refusalBody(facts: DocumentFacts): string[] {
  const { state } = facts;
  if (state.decision?.kind !== 'refused') throw new Error('the case has not been refused');
  const { reason, basis } = state.decision;
  return [
    course(facts),
    `经审查：${stop(reason)}`,
    `依据${open(basis)}，本机关决定：对你的上述申请不予批准。`,
  ];
}
