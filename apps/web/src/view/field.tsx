import { type InputHTMLAttributes, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly isLong?: boolean;
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>;

/** A screen reader reads the error together with the label. */
export function Field({ label, value, onChange, error, isLong = false, ...input }: FieldProps & InputProps) {
  const id = useId();
  const errorId = `${id}-error`;
  const common = {
    id,
    value,
    'aria-invalid': error !== undefined,
    ...(error !== undefined && { 'aria-describedby': errorId }),
  };
  return (
    <div className="field wide">
      <label htmlFor={id}>{label}</label>
      {isLong ? (
        <textarea {...common} rows={5} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <input {...input} {...common} onChange={({ target }) => onChange(target.value)} />
      )}
      {error !== undefined && (
        <p id={errorId} className="field-error">
          {error}
        </p>
      )}
    </div>
  );
}
