export function Loading({ children }: { readonly children: string }) {
  return (
    <>
      <h1>Developer portal</h1>
      <p className="lead" role="status">
        {children}
      </p>
      <div className="cards" aria-hidden="true">
        {['first', 'second', 'third'].map((panel) => (
          <div key={panel} className="panel skeleton" />
        ))}
      </div>
    </>
  );
}
