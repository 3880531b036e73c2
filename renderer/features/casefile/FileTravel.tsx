import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTransfers } from '../../actors/transfers';
import { fileSize } from '../intake/fileSize';

/** How far a file has come, in words and as a bar; nothing where it is not under way. */
export function FileTravel({ sha256 }: { sha256: string }) {
  const { t } = useTranslation('casefile');
  const { underWay, troubles } = useTransfers();
  const progress = underWay.find((one) => one.sha256 === sha256);
  const trouble = troubles.find((one) => one.sha256 === sha256);
  if (progress) {
    const { direction, done, size } = progress;
    return (
      <TravelBar
        words={t(`file.${direction}`, { done: fileSize(done), size: fileSize(size) })}
        share={done / size}
      />
    );
  }
  return trouble ? (
    <span className="file-trouble" data-why={trouble.why}>
      {t(`file.trouble.${trouble.why}`)}
    </span>
  ) : null;
}

/** Words over a bar; `share` between 0 and 1. */
export function TravelBar({ words, share }: { words: string; share: number }) {
  return (
    <span className="file-travel">
      <span className="figures">{words}</span>
      <Progress percent={Math.floor(share * 100)} size="small" showInfo={false} aria-label={words} />
    </span>
  );
}
