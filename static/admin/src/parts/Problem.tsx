import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message';

interface ProblemProps {
  /** What happened. */
  title: string;
  /** The resolver's own words. */
  message: string;
  /** What it means for the mirror, and what to do. */
  meaning: string;
  retry?: () => void;
  headingLevel?: 'h2' | 'h3';
}

/** Something failed: what happened, what it means, what to do. */
export function Problem({ title, message, meaning, retry, headingLevel = 'h3' }: ProblemProps) {
  return (
    <div role="alert" className="block">
      <SectionMessage appearance="error" title={title} headingLevel={headingLevel}>
        <p>{message}</p>
        <p>{meaning}</p>
        {retry && (
          <p>
            <Button onClick={retry}>Try again</Button>
          </p>
        )}
      </SectionMessage>
    </div>
  );
}
