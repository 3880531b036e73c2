import { basename } from 'node:path';
import { z } from 'zod';
import { zhCN } from 'zod/locales';
import {
  formFields,
  OfficeLevel,
  Role,
  type ServiceItem,
  type TimeLimit,
} from '@shared/catalogue/serviceItem';
import { emptyCase } from '@shared/casework/caseState';
import { buildTransitions, type Step } from '@shared/casework/transitions';
import { openCatalogue, readNamed } from './resources';
import { UsageError, type Print, type Tool } from './usage';

const usage = `npm run catalogue -- list
npm run catalogue -- check FILE…
npm run catalogue -- workflow CODE      每个状态能办什么、由谁办、到哪里 · state, event, next state, who may`;

const itemTypes: Record<ServiceItem['itemType'], string> = {
  '01': '行政许可',
  '05': '行政给付',
  '07': '行政确认',
  '08': '行政奖励',
  '10': '其他行政权力',
  '20': '公共服务',
};
const handling = { instant: '即办件', promised: '承诺件' } as const;
const limitText = ({ days, unit }: TimeLimit) => `${days}${unit === 'workingDay' ? '个工作日' : '日'}`;

function line(item: ServiceItem): string {
  const { statutory, promised, extension } = item.limits;
  const more = extension ? `+${extension.days}` : '';
  return [
    item.code,
    item.name['zh-CN'],
    `${itemTypes[item.itemType]}·${item.bundle ? '一件事' : handling[item.handling]}${item.enabled ? '' : '·未启用'}`,
    `法定${limitText(statutory)}${more} 承诺${limitText(promised)}`,
    `字段${formFields(item).length}`,
    `材料${item.materials.length}`,
    `环节${item.stages.map((stage) => stage.name['zh-CN']).join('→')}`,
  ].join('\t');
}

function list(print: Print): number {
  const { items, problems } = openCatalogue();
  for (const item of items) print(line(item));
  for (const { file, path, reason } of problems) print(`${file}\t${path}\t${reason}`);
  print(`items=${items.length}`);
  return problems.length === 0 ? 0 : 1;
}

/** Reads the files beside the product's own items, because a bundle names other items. */
function check(files: readonly string[], print: Print): number {
  if (files.length === 0) throw new UsageError(`请写出要检查的文件 · name the files to check\n${usage}`);
  for (const file of files) readNamed(file);
  const { problems } = openCatalogue(files);
  const names = new Set(files.map((file) => basename(file)));
  const own = problems.filter(({ file }) => names.has(basename(file)));
  for (const { file, path, reason } of own) print(`${file}\t${path}\t${reason}`);
  const good = files.filter((file) => !own.some((problem) => basename(problem.file) === basename(file)));
  for (const file of good) print(`${file}\t没有问题，可以使用 · good`);
  return own.length === 0 ? 0 : 1;
}

/** Who may take a step, found by asking for every role at every level, in an office of each. */
function mayTake(by: Step['by'], item: ServiceItem): string {
  const offices = { township: '230828101', county: '230828' } as const;
  // A case of the township that nobody has passed on.
  const state = { ...emptyCase(item), originDivision: offices.township };
  const actor = (role: Role, level: OfficeLevel) => ({
    accountId: '',
    name: '',
    roles: [role],
    divisionCode: offices[level],
  });
  const may = OfficeLevel.options.flatMap((level) =>
    Role.options
      .filter((role) => !by({ actor: actor(role, level), originDivision: offices.township }, state))
      .map((role) => `${role}@${level}`),
  );
  return may.length === Role.options.length * OfficeLevel.options.length ? '*' : may.join(' ');
}

/** The steps of an item, as the machine on both sides has them. */
function workflow(codes: readonly string[], print: Print): number {
  const { items } = openCatalogue();
  const [item] = items.filter(({ code }) => code === codes[0]);
  if (!item || codes.length !== 1)
    throw new UsageError(`没有事项 · no such item: ${codes.join(' ')}\n${usage}`);
  for (const [state, steps] of Object.entries(buildTransitions(item)))
    for (const [event, ways] of Object.entries(steps))
      for (const { target, by } of ways) print([state, event, target, mayTake(by, item)].join('\t'));
  return 0;
}

/** Lists the items, or says what is wrong with a definition by file, path and reason. */
export const catalogueTool: Tool = ([command, ...files], print) => {
  // Who writes a definition reads Chinese; the schema's own sentences come in the library's translation.
  z.config(zhCN());
  if (command === 'list' && files.length === 0) return list(print);
  if (command === 'workflow') return workflow(files, print);
  if (command === 'check') return check(files, print);
  throw new UsageError(usage);
};
