import type { MaterialRequirement, ServiceItem } from '../catalogue/serviceItem';
import { outstandingMaterials, type CaseState } from '../casework/caseState';
import type { MaterialRecord } from '../casework/event';
import type { MaterialLine, SupplementLine } from './model';
import { open } from './sentences';

export const presentedText: Record<MaterialRequirement['presented'], string> = {
  original: '原件',
  copy: '复印件',
  originalAndCopy: '原件和复印件',
};

const statusText: Record<MaterialRecord['status'], string> = {
  provided: '已收',
  reused: '电子证照复用',
  committed: '告知承诺',
  tolerated: '容缺待补',
  missing: '未交',
};

const handedIn = (status: MaterialRecord['status'] | undefined) =>
  status === 'provided' || status === 'committed';

/** The materials as handed in, in the item's order; an optional one that nobody brought is not listed. */
export function materialLines(item: ServiceItem, state: CaseState): MaterialLine[] {
  return item.materials
    .map((requirement) => ({ requirement, record: state.materials[requirement.id] }))
    .filter(({ requirement, record }) => requirement.required || (record && record.status !== 'missing'))
    .map(({ requirement, record }, index) => ({
      number: index + 1,
      name: requirement.name['zh-CN'],
      presented: presentedText[record?.presented ?? requirement.presented],
      copies: handedIn(record?.status) ? (record?.copies ?? 0) : 0,
      status: statusText[record?.status ?? 'missing'],
    }));
}

/** Names of the materials that were promised for later; without `ids`, of those that are still to come 容缺. */
export const toleratedNames = (
  item: ServiceItem,
  state: CaseState,
  ids: readonly string[] = outstandingMaterials(state),
): string[] => item.materials.filter(({ id }) => ids.includes(id)).map((material) => material.name['zh-CN']);

/** The line on which the applicant confirms that originals were given back; none where none was shown. */
export const originalsReturned = (item: ServiceItem, state: CaseState): string[] =>
  item.materials.some(({ id }) => {
    const record = state.materials[id];
    return record?.status === 'provided' && record.presented !== 'copy';
  })
    ? ['核验后的原件已当场退还，申请人（签名）']
    : [];

/** What the latest supplement notice asks for. */
export function supplementLines(item: ServiceItem, state: CaseState): SupplementLine[] {
  return (state.supplement?.items ?? []).map(({ materialId, problem, remedy }, index) => {
    const material = item.materials.find((one) => one.id === materialId);
    return {
      number: index + 1,
      material: material?.name['zh-CN'] ?? '申请表',
      problem,
      requirement: open(material?.requirement?.['zh-CN'] ?? ''),
      remedy,
    };
  });
}
