import { SearchOutlined } from '@ant-design/icons';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { KeyHint } from '../../ui/KeyHint';
import { CaseLine } from '../worklist/CaseLine';
import { useCaseWords } from '../worklist/caseWords';
import '../worklist/worklist.css';
import './search.css';
import { useCommands } from './useCommands';
import { useSearch } from './useSearch';

type Props = { onClose: () => void; onLock: () => void; onSignOut: () => void };

const limit = 12;

/** Ctrl+K: finds a case by anything that is known of it, and every command by its name. */
export function SearchPalette({ onClose, onLock, onSignOut }: Props) {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const words = useCaseWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  // By what it is and not by its place: a case that arrives meanwhile must not slip under the finger. None: the first.
  const [active, setActive] = useState<string>();
  // Enter was pressed before the answer to what is typed had come: it counts for that answer, never for the one before.
  const [entered, setEntered] = useState(false);
  const { rows, asked } = useSearch(text, limit);
  const commands = useCommands(onLock, onSignOut);
  const typed = text.trim().toLowerCase();
  const fitting = commands.filter(({ label }) => label.toLowerCase().includes(typed));
  const choices = [
    ...rows.map((row) => ({
      id: row.summary.caseId,
      run: () => void navigate(`/cases/${row.summary.caseId}`),
      line: (
        <div className="case-line palette-case">
          <CaseLine row={row} words={words} />
        </div>
      ),
    })),
    ...fitting.map(({ id, label, keys, run }) => ({
      id,
      run,
      line: (
        <div className="palette-command">
          {label} <KeyHint keys={keys} />
        </div>
      ),
    })),
  ];
  const current = Math.max(
    0,
    choices.findIndex(({ id }) => id === active),
  );
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const answered = asked === text.trim();
  const run = (index: number) => {
    const choice = choices[index];
    if (!choice) return;
    onClose();
    choice.run();
  };
  const latestRun = useRef(run);
  useEffect(() => {
    latestRun.current = run;
  });
  useEffect(() => {
    if (entered && answered) latestRun.current(0);
  }, [entered, answered]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive(choices[Math.min(current + 1, choices.length - 1)]?.id);
    else if (event.key === 'ArrowUp') setActive(choices[Math.max(0, current - 1)]?.id);
    else if (event.key === 'Enter') {
      if (answered) run(current);
      else setEntered(true);
    } else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('title')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="palette-box">
        <label className="palette-input">
          <SearchOutlined />
          <input
            role="combobox"
            aria-label={t('title')}
            aria-expanded
            aria-controls="palette-choices"
            aria-activedescendant={choices[current] ? `choice-${choices[current].id}` : undefined}
            autoFocus
            spellCheck={false}
            placeholder={t('placeholder')}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setActive(undefined);
              setEntered(false);
            }}
            onKeyDown={onKeyDown}
          />
          <KeyHint keys="Esc" />
        </label>
        {asked !== '' && rows.length === 0 ? (
          <p className="palette-none">{t('none', { text: asked })}</p>
        ) : null}
        <div id="palette-choices" className="palette-choices" role="listbox" aria-label={t('choices')}>
          {choices.map(({ id, line }, index) => (
            <div
              key={id}
              id={`choice-${id}`}
              role="option"
              aria-selected={index === current}
              onPointerMove={() => setActive(id)}
              onClick={() => run(index)}
            >
              {line}
            </div>
          ))}
        </div>
      </div>
    </dialog>
  );
}
