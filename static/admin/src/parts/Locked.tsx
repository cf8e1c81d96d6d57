/** Beside a control that is shown but can't be used: which, and why. */
export function Locked({ what, reason }: { what: string; reason: string }) {
  return (
    <p className="help">
      <span className="mark">Locked</span> {what}: {reason}
    </p>
  );
}
