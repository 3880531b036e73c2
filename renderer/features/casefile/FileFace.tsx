import { FileImageOutlined, FilePdfOutlined } from '@ant-design/icons';
import type { MaterialFile } from '@shared/casework/event';
import { fileSize } from '../intake/fileSize';
import { useThumbnail } from './useThumbnail';

/** What a file looks like, its name and its size. */
export function FileFace({ file }: { file: MaterialFile }) {
  const thumbnail = useThumbnail(file);
  return (
    <>
      {thumbnail ? (
        <img className="file-thumbnail" src={thumbnail} alt="" />
      ) : file.kind === 'application/pdf' ? (
        <FilePdfOutlined />
      ) : (
        <FileImageOutlined />
      )}
      <span className="file-name">{file.name}</span>
      <span className="file-size">{fileSize(file.size)}</span>
    </>
  );
}
