import { usePreview } from '../preview/context';
import { Link } from './Link';

interface ContentNameProps {
  content: { contentId: string; contentType: 'page' | 'blogpost'; title: string | null; url: string | null };
}

/** What a row is about, with its preview. Titles are looked up as the admin: a content that the admin may not see has none, and no preview. */
export function ContentName({ content }: ContentNameProps) {
  const preview = usePreview();
  const kind = content.contentType === 'blogpost' ? 'Blog post' : 'Page';
  const title = content.title ?? `${kind} ${content.contentId}, which you cannot see or which is gone`;
  return (
    <>
      <span className={content.title === null ? 'subtle' : 'name'}>{content.url ? <Link href={content.url}>{title}</Link> : title}</span>
      {content.title !== null && (
        <button type="button" className="text-button below-line" aria-label={`Preview ${title}`} onClick={() => preview(content.contentId)}>
          Preview
        </button>
      )}
    </>
  );
}
