import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialFile, MaterialRecord } from '@shared/casework/event';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { FileFace } from './FileFace';
import { FilePreview } from './FilePreview';
import { FileTravel } from './FileTravel';

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
                    <div className="file-line" key={file.sha256}>
                      <button
                        type="button"
                        className="file-open"
                        aria-pressed={open?.sha256 === file.sha256}
                        onClick={() => setOpen(open?.sha256 === file.sha256 ? undefined : file)}
                      >
                        <FileFace file={file} />
                      </button>
                      <FileTravel sha256={file.sha256} />
                    </div>
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
