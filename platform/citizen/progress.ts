import { happenedAt, type CaseEvent } from '@shared/casework/event';
import { readSnapshot, workflowOf } from '@shared/casework/machine';
import { pausesOf } from '@shared/casework/summary';
import { queryCode, readQueryCode } from '@shared/casework/queryCode';
import { procedureIn, stageOf, states } from '@shared/casework/transitions';
import { computeClock } from '@shared/calendar/clock';
import { shanghaiDate } from '@shared/calendar/dates';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { maskName } from '@shared/identity/mask';
import { acceptedSince } from '../cases/snapshots';
import type { Platform } from '../platform';

/** What a citizen may see of a case. */
export type Progress = {
  itemName: string;
  maskedName: string;
  officialNumber: string;
  provisionalNumber: string;
  stateWords: string;
  receivedOn: string;
  promisedOn: string | undefined;
  promisedIsProvisional: boolean;
  steps: { on: string; words: string }[];
};

const wordsOf: Record<string, string> = {
  [states.received]: '已收件，等待受理',
  [states.awaitingSupplement]: '材料需要补正，请按补正告知书提交材料',
  [states.notAccepted]: '不予受理，详见不予受理通知书',
  [states.granted]: '已准予，正在制证',
  [states.awaitingDelivery]: '已作出决定，等待送达',
  [states.delivered]: '结果已送达',
  [states.withdrawn]: '申请已撤回',
  [states.terminated]: '已终止办理，详见告知书',
  [states.bundleAccepted]: '已受理，正在分送各办理单位',
  [states.bundleRunning]: '各单位正在联合办理',
  [states.archived]: '已办结',
  [states.closed]: '已办结',
};

const stateWords = (item: ServiceItem, state: string): string => {
  const stage = stageOf(item, state);
  if (stage && procedureIn(state) === 'running') return '正在进行特别程序，所需时间不计入办理时限';
  return stage ? `正在办理：${stage.name['zh-CN']}` : (wordsOf[state] ?? '正在办理');
};

/** The step in words; undefined for steps that tell a citizen nothing. */
function stepWords(item: ServiceItem, event: CaseEvent): string | undefined {
  switch (event.type) {
    case 'application.received':
      return '收件';
    case 'supplement.requested':
      return '一次性告知补正';
    case 'supplement.received':
      return '收到补正材料';
    case 'application.accepted':
      return event.payload.tolerated ? '容缺受理' : '受理';
    case 'application.deemedAccepted':
      return '视为受理';
    case 'tolerated.supplied':
      return '收到容缺材料';
    case 'specialProcedure.approved':
      return '启动特别程序';
    case 'specialProcedure.completed':
      return '特别程序结束';
    case 'extension.approved':
      return `延长办理期限${event.payload.days}${item.limits.statutory.unit === 'workingDay' ? '个工作日' : '日'}`;
    case 'bundle.opened':
      return '分送各单位联合办理';
    case 'case.terminated':
      return '终止办理';
    case 'application.notAccepted':
      return '不予受理';
    case 'stage.completed': {
      const stage = item.stages.find((one) => one.id === event.payload.stageId);
      return stage && `完成${stage.name['zh-CN']}`;
    }
    case 'decision.granted':
    case 'decision.refused':
      return '作出决定';
    case 'certificate.issued':
      return '制证';
    case 'result.delivered':
      return '送达';
    case 'application.withdrawn':
      return '撤回申请';
    case 'transfer.accepted':
      return '转由其他办理机构办理';
    case 'case.closed':
      return '办结';
    case 'application.amended':
    case 'stage.skipped':
    case 'stage.returned':
    case 'specialProcedure.requested':
    case 'specialProcedure.rejected':
    case 'extension.requested':
    case 'extension.rejected':
    case 'bundle.childFinished':
    case 'service.rated':
    case 'case.archived':
    case 'record.corrected':
    case 'afterCheck.recorded':
    case 'case.transferred':
    case 'transfer.returned':
    case 'transfer.recalled':
    case 'assistance.requested':
    case 'assistance.answered':
    case 'assistance.recalled':
    case 'document.printed':
      return undefined;
  }
}

async function findCase(db: Platform['db'], number: string, typedCode: string) {
  const rows = await db
    .selectFrom('cases')
    .selectAll()
    .where((where) =>
      where.or([where('official_number', '=', number), where('provisional_number', '=', number)]),
    )
    .limit(20)
    .execute();
  const code = readQueryCode(typedCode);
  return rows.find((row) => queryCode(row.provisional_number, row.case_id) === code);
}

/** Finds what may be shown for a number and its query code; undefined where either is wrong. */
export async function findProgress(
  platform: Platform,
  number: string,
  code: string,
): Promise<Progress | undefined> {
  const found = await findCase(platform.db, number, code);
  const item = found && (await platform.catalogue.find(platform.db, found.item_code, found.item_version));
  if (!found || !item) return undefined;
  const events = (await acceptedSince(platform.db, found.case_id, 0)).map((one) => one.event);
  const { state, facts } = readSnapshot(workflowOf(item).fold(events));
  const name = facts.form[item.applicant.name];
  const clock =
    facts.accepted &&
    computeClock({
      calendar: platform.calendar,
      start: facts.accepted.acceptedOn,
      limit: item.limits.promised,
      pauses: pausesOf(item, facts),
      today: facts.accepted.acceptedOn,
    });
  return {
    itemName: item.name['zh-CN'],
    maskedName: maskName(typeof name === 'string' ? name : ''),
    officialNumber: found.official_number,
    provisionalNumber: found.provisional_number,
    stateWords: stateWords(item, state),
    receivedOn: facts.received ? shanghaiDate(facts.received.at) : '',
    promisedOn: clock?.due,
    promisedIsProvisional: clock?.provisional ?? false,
    steps: events.flatMap((event) => {
      const words = stepWords(item, event);
      return words === undefined ? [] : [{ on: shanghaiDate(happenedAt(event)), words }];
    }),
  };
}
