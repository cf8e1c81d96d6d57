import Button from '@atlaskit/button/default/button';
import { usePreview } from './context';

export function PreviewButton() {
  const preview = usePreview();
  return <Button onClick={() => preview('')}>Preview a page…</Button>;
}
