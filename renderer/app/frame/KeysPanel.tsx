import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseEventType } from '@shared/casework/event';
import { moreKey } from '../../features/casefile/useStepKeys';
import { stepKeys } from '../../features/review/stepOrder';
import { KeyHint } from '../../ui/KeyHint';
import { places } from './places';

/** Steps that have a key of their own, beside those that share one and are told in words. */
const told = ['A', 'B', 'E', 'R', 'N'];
const rarer = (Object.entries(stepKeys) as [CaseEventType, readonly string[]][]).flatMap(
  ([type, keys]): [string, CaseEventType][] => {
    const key = keys.at(-1);
    return key === undefined || told.includes(key) ? [] : [[key, type]];
  },
);

/** Every key, in one panel at the side. */
export function KeysPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const { t: words } = useTranslation('review');
  const groups: { title: string; keys: [string, string][] }[] = [
    {
      title: t('keys.everywhere'),
      keys: [
        ...places.map(({ id }, index): [string, string] => [`Alt+${index + 1}`, t(`place.${id}`)]),
        ['F2', t('keys.newCase')],
        ['Ctrl+K', t('keys.search')],
        ['F5', t('keys.sync')],
        ['Ctrl+L', t('keys.lock')],
        ['Ctrl+Shift+L', t('keys.another')],
        ['F1', t('keys.all')],
      ],
    },
    {
      title: t('keys.inLists'),
      keys: [
        ['↑ ↓', t('keys.move')],
        ['PgUp PgDn', t('keys.page')],
        ['Home End', t('keys.ends')],
        ['Enter', t('keys.openFull')],
        ['Esc', t('keys.closeBeside')],
        ['F3', t('keys.filter')],
        ['Shift+F3', t('keys.clearFilters')],
        ['F4', t('keys.sort')],
        ['Shift+F4', t('keys.reverse')],
      ],
    },
    {
      title: t('keys.inCase'),
      keys: [
        ['A', t('keys.likely')],
        ['B', t('keys.supplement')],
        ['E', t('keys.amend')],
        ['R', t('keys.return')],
        ['N', t('keys.refuse')],
        ...rarer.map(([key, type]): [string, string] => [key, words(`step.${type}`)]),
        ['P', t('keys.print')],
        [moreKey, t('keys.more')],
      ],
    },
    {
      title: t('keys.inForms'),
      keys: [
        ['F9', t('keys.receive')],
        ['Ctrl+Enter', t('keys.submit')],
        ['Esc', t('keys.cancel')],
      ],
    },
  ];
  return (
    <Drawer open mask={false} title={t('keys.title')} size={360} onClose={onClose}>
      <div role="region" aria-label={t('keys.title')} tabIndex={0}>
        {groups.map((group) => (
          <section key={group.title} className="keys-group">
            <h2>{group.title}</h2>
            <dl>
              {group.keys.map(([keys, does]) => (
                <div key={keys}>
                  <dt>
                    <KeyHint keys={keys} />
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Drawer>
  );
}
