interface IconProps {
  readonly path: string;
}

/** Hidden from screen readers, because a text beside the icon says the same. */
function Icon({ path }: IconProps) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export function Chevron() {
  return <Icon path="m9 5 7 7-7 7" />;
}

export function ChevronDown() {
  return <Icon path="m5 9 7 7 7-7" />;
}

export function ArrowLeft() {
  return <Icon path="M19 12H5m6-7-7 7 7 7" />;
}

export function Logo() {
  return (
    <span className="logo">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <circle cx="15" cy="15" r="10" />
        <path d="m19 19 7 7" />
      </svg>
      Qred
    </span>
  );
}
