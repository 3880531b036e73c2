import { Alert, Button, Input } from 'antd';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '@shared/catalogue/field';
import { recoveryWords } from '@shared/sealing/recoveryWords';
import { askedPositions } from './askedPositions';
import './keys.css';

type Props = {
  secret: Uint8Array;
  /** What stands on the paper beside the words, so that it is known in ten years what it opens. */
  office: string;
  problem: 'diskFull' | undefined;
  onKept: () => void;
  onLater: () => void;
};

/**
 * 单位恢复密钥 on its way to paper: the words, and then three of them asked back, so that they are really there. The words are shown once
 * and are nowhere else.
 */
export function RecoveryPaper({ secret, office, problem, onKept, onLater }: Props) {
  const { t, i18n } = useTranslation('keys');
  const words = useMemo(() => recoveryWords(secret, i18n.language as Locale), [secret, i18n.language]);
  const [asked, setAsked] = useState<readonly number[]>();
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!asked) {
      setAsked(askedPositions(words));
      return;
    }
    const holds = asked.every((position) => typed[position]?.trim().toLowerCase() === words[position - 1]);
    setWrong(!holds);
    if (holds) onKept();
  };
  if (asked)
    return (
      <form className="gate-form" onSubmit={submit}>
        <p className="gate-hint">{t('paper.ask')}</p>
        {asked.map((position, index) => (
          <div key={position} className="recovery-asked">
            <label htmlFor={`recovery-${position}`}>{t('paper.position', { position })}</label>
            <Input
              id={`recovery-${position}`}
              autoFocus={index === 0}
              autoComplete="off"
              spellCheck={false}
              maxLength={20}
              value={typed[position] ?? ''}
              onChange={({ target }) => setTyped((before) => ({ ...before, [position]: target.value }))}
            />
          </div>
        ))}
        {wrong ? <Alert type="error" showIcon title={t('paper.wrong')} /> : null}
        {problem ? <Alert type="error" showIcon title={t(`paper.${problem}`)} /> : null}
        <Button type="primary" size="large" block htmlType="submit">
          {t('paper.confirm')}
        </Button>
        <Button type="link" className="gate-more" onClick={() => setAsked(undefined)}>
          {t('paper.back')}
        </Button>
      </form>
    );
  return (
    <form className="gate-form" onSubmit={submit}>
      <p className="gate-hint">{t('paper.what')}</p>
      <section className="recovery-sheet" aria-label={t('title')}>
        <h2>{t('paper.heading')}</h2>
        <p className="recovery-office">{office}</p>
        <ol className={i18n.language === 'en' ? 'recovery-words in-english' : 'recovery-words'}>
          {words.map((word, index) => (
            // A word may stand there twice.
            <li key={index}>
              <span className="figures">{index + 1}</span> <b>{word}</b>
            </li>
          ))}
        </ol>
        <p className="recovery-printed">{t('paper.printed')}</p>
      </section>
      <p className="gate-note">{t('paper.keep')}</p>
      <div className="recovery-buttons">
        <Button onClick={() => window.print()}>{t('paper.print')}</Button>
        <Button type="primary" htmlType="submit" autoFocus>
          {t('paper.written')}
        </Button>
      </div>
      <Button type="link" className="gate-more" onClick={onLater}>
        {t('paper.later')}
      </Button>
    </form>
  );
}
