import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialFile } from '@shared/casework/event';
import { FileFace } from '../casefile/FileFace';
import { FilePreview } from '../casefile/FilePreview';

/** A file in hand: what it looks like, its name and size. Opens below; asks nothing before it is taken away. */
export function FileChip({ file, onRemove }: { file: MaterialFile; onRemove: () => void }) {
  const { t } = useTranslation('intake');
  const [open, setOpen] = useState(false);
  return (
    <>
      <span className="file-chip">
        <button type="button" className="file-open" aria-expanded={open} onClick={() => setOpen(!open)}>
          <FileFace file={file} />
        </button>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('material.removeFile', { name: file.name })}
          onClick={onRemove}
        />
      </span>
      {open ? (
        <div className="file-preview">
          <FilePreview file={file} />
        </div>
      ) : null}
    </>
  );
}
