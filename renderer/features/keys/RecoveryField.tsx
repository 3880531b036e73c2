import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { readRecoveryWords, splitWords, wordCount } from '@shared/sealing/recoveryWords';

type Props = { typed: string; onType: (typed: string) => void; autoFocus?: boolean };

/** The 24 words of the office's recovery key, and what is wrong with them while they are typed. */
export function RecoveryField({ typed, onType, autoFocus = false }: Props) {
  const { t } = useTranslation('keys');
  const read = readRecoveryWords(typed);
  const { length } = splitWords(typed).words;
  const note = () => {
    switch (read.kind) {
      case 'secret':
        return t('field.whole');
      case 'count':
        return t('field.count', { count: length, all: wordCount });
      case 'unknownWord':
        return t('field.unknownWord', { position: read.position, word: read.word });
      case 'slip':
        return t('field.slip');
    }
  };
  const isWrong =
    length > 0 && (read.kind === 'slip' || (read.kind === 'unknownWord' && read.position < length));
  return (
    <>
      <label htmlFor="recovery-words">{t('field.label')}</label>
      <Input.TextArea
        id="recovery-words"
        className="recovery-field"
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        rows={3}
        maxLength={400}
        status={isWrong ? 'error' : ''}
        aria-describedby="recovery-words-note"
        value={typed}
        onChange={({ target }) => onType(target.value)}
      />
      <p id="recovery-words-note" className={isWrong ? 'gate-error' : 'recovery-note'} role="status">
        {note()}
      </p>
    </>
  );
}
