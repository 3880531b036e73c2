import { todayInShanghai } from '@shared/calendar/dates';
import type { FormData, MaterialRecord } from '@shared/casework/event';
import { requiredMaterials } from '@shared/catalogue/requiredMaterials';
import type { MaterialRequirement, ServiceItem } from '@shared/catalogue/serviceItem';

export type MaterialStatus = MaterialRecord['status'];

/** The ways in which this material may stand, in the order in which a clerk thinks of them. */
export function statusesOf(requirement: MaterialRequirement): MaterialStatus[] {
  return [
    'provided',
    ...(requirement.reusableLicence === undefined ? [] : (['reused'] as const)),
    ...(requirement.tolerable ? (['tolerated'] as const) : []),
    ...(requirement.commitment ? (['committed'] as const) : []),
    'missing',
  ];
}

/** A material about which nothing has been said yet. */
export const untouched = (requirement: MaterialRequirement): MaterialRecord => ({
  materialId: requirement.id,
  status: 'missing',
  presented: requirement.presented,
  copies: requirement.copies,
  files: [],
});

export type Materials = Record<string, MaterialRecord>;

/** A record for every entry of the item's list; what is stored is kept. */
export function materialsOf(item: ServiceItem, stored: readonly MaterialRecord[]): Materials {
  const known = new Map(stored.map((record) => [record.materialId, record]));
  return Object.fromEntries(item.materials.map((one) => [one.id, known.get(one.id) ?? untouched(one)]));
}

/** Entries of the list that acceptance still lacks. */
export const missingOf = (item: ServiceItem, materials: Materials, form: FormData): MaterialRequirement[] =>
  requiredMaterials(item, form, { receivedOn: todayInShanghai() }).filter(
    (one) => (materials[one.id]?.status ?? 'missing') === 'missing',
  );
