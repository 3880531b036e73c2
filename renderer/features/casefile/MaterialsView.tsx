import { FileImageOutlined, FilePdfOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialFile, MaterialRecord } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { fileSize } from '../intake/fileSize';
import { FilePreview } from './FilePreview';

type Props = { item: ServiceItem; materials: Record<string, MaterialRecord> };

/** The materials as handed in; a file opens beside the list. */
export function MaterialsView({ item, materials }: Props) {
  const { t } = useTranslation('intake');
  const { t: own } = useTranslation('casefile');
  const text = useLocaleText();
  const [open, setOpen] = useState<MaterialFile>();
  return (
    <div className="materials-view" data-open={open ? '' : undefined}>
      <table>
        <thead>
          <tr>
            <th>{own('materials.name')}</th>
            <th>{own('materials.status')}</th>
            <th>{own('materials.presented')}</th>
            <th>{own('materials.files')}</th>
          </tr>
        </thead>
        <tbody>
          {item.materials.map((requirement) => {
            const record = materials[requirement.id];
            const status = record?.status ?? 'missing';
            return (
              <tr key={requirement.id}>
                <td>
                  {text(requirement.name)}
                  {requirement.required ? null : (
                    <span className="material-optional">{t('material.optional')}</span>
                  )}
                </td>
                <td>
                  <span className="material-status" data-status={status} data-required={requirement.required}>
                    {t(`status.${status}`)}
                  </span>
                </td>
                <td>
                  {record && status === 'provided'
                    ? `${t(`presented.${record.presented}`)} × ${record.copies}`
                    : null}
                </td>
                <td>
                  {record?.files.map((file) => (
                    <button
                      type="button"
                      className="file-open"
                      key={file.sha256}
                      aria-pressed={open?.sha256 === file.sha256}
                      onClick={() => setOpen(open?.sha256 === file.sha256 ? undefined : file)}
                    >
                      {file.kind === 'application/pdf' ? <FilePdfOutlined /> : <FileImageOutlined />}
                      <span className="file-name">{file.name}</span>
                      <span className="file-size">{fileSize(file.size)}</span>
                    </button>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {open ? (
        <div className="materials-preview">
          <FilePreview file={open} />
        </div>
      ) : null}
    </div>
  );
}
