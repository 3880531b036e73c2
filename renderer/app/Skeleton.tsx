/** The same empty frame that index.html paints, so that the first render changes nothing on the screen. */
export function Skeleton() {
  return (
    <div className="skeleton" aria-hidden="true">
      <div className="skeleton-rail" />
      <div className="skeleton-top" />
      <div className="skeleton-middle" />
      <div className="skeleton-status" />
    </div>
  );
}
