import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useKnown, useLiveQuery, useLocaleText, useStore } from '../../app/context';
import type { AttentionEntry } from '../../store/storeApi';
import { momentWords } from '../../ui/DateText';
import { useCaseWords } from '../worklist/caseWords';
import { FailedNote } from '../review/FailedNote';
import { useStep } from '../review/useStep';
import { AttentionSides } from './AttentionSides';
import { canChoose, mineAgain, type Chosen } from './mineAgain';
import { useTakeOff } from './useTakeOff';

const nothingChosen: Chosen = { fields: new Set(), materials: new Set() };

/** Which sentence says why: that the case has passed to another office is said in its own words. */
function sentenceOf(refusal: AttentionEntry['refusal']) {
  if (refusal.kind === 'conflict' && refusal.parts.includes('handling')) return 'moved';
  if (refusal.kind === 'notAllowed' && refusal.refusal.kind === 'unknownOffice') return 'unknownOffice';
  return refusal.kind;
}

/** One refused step: which case, why, mine and theirs side by side, and what can be done. */
export function AttentionCard({ entry }: { entry: AttentionEntry }) {
  const { t, i18n } = useTranslation('attention');
  const { t: caseText } = useTranslation('case');
  const text = useLocaleText();
  const store = useStore();
  const takeOff = useTakeOff();
  const navigate = useNavigate();
  const words = useCaseWords();
  const { itemOf } = useKnown();
  const { event, refusal } = entry;
  const file = useLiveQuery((api) => api.readCase(event.caseId), [event.caseId]);
  const item = file && itemOf(file.facts.itemCode, file.facts.itemVersion);
  const [chosen, setChosen] = useState<Chosen>(nothingChosen);
  const settle = () => void store.settleAttention(event.id);
  const { take, busy, failed } = useStep(event.caseId, settle);
  const again = mineAgain(event, chosen);
  const choosable = canChoose(event, file);
  return (
    <article className="attention-card">
      <header>
        <h2>
          {caseText(`event.${event.type}`)}
          {file ? (
            <span className="attention-case">
              {file.row.summary.applicantName} · {item ? text(item.name) : file.facts.itemCode} ·{' '}
              <span className="figures">{words.number(file.row)}</span>
            </span>
          ) : null}
        </h2>
        <span className="attention-when figures">
          {t('when', {
            did: momentWords(event.recordedAt, i18n.language),
            refused: momentWords(entry.refusedAt, i18n.language),
          })}
        </span>
      </header>
      <p>{caseText(`pushRefusal.${sentenceOf(refusal)}`)}</p>
      {choosable ? <p className="attention-note">{t('chooseNote')}</p> : null}
      <AttentionSides
        entry={entry}
        file={file}
        item={item}
        chosen={chosen}
        onChoose={choosable ? setChosen : undefined}
      />
      {item ? <FailedNote failed={failed} item={item} /> : null}
      <footer>
        {choosable ? (
          <Button
            type="primary"
            loading={busy}
            disabled={!again}
            onClick={() => {
              if (again) void take(again);
            }}
          >
            {t('useChosen')}
          </Button>
        ) : null}
        <Button
          type={choosable ? 'default' : 'primary'}
          disabled={!file}
          onClick={() => void navigate(`/cases/${event.caseId}`)}
        >
          {t('open')}
        </Button>
        <Button
          onClick={() =>
            takeOff(store.settleAttention(event.id), (say) =>
              say('settled', { ns: 'attention', step: say(`event.${event.type}`, { ns: 'case' }) }),
            )
          }
        >
          {t(choosable ? 'keepAll' : 'settle')}
        </Button>
        <span className="attention-note">{t('settleNote')}</span>
      </footer>
    </article>
  );
}
