import type { ReactNode } from 'react';
import type { ScreenElement, ShownValue } from '#libs/portal-data';
import { formatValue } from './format-value.ts';
import { labelOf, shapeOf } from './shape-of.ts';

interface Props {
  readonly elements: readonly ScreenElement[];
  readonly selected: number | undefined;
  /** Undefined for the state that the wireframe shows. */
  readonly state: string | undefined;
  readonly onSelect: (number: number) => void;
}

export function Phone({ elements, selected, state, onSelect }: Props) {
  return (
    <div className="phone">
      {elements.map((element) => (
        <button
          key={element.number}
          type="button"
          className={`element shape-${shapeOf(element)}`}
          aria-pressed={element.number === selected}
          onClick={() => onSelect(element.number)}
        >
          <span className="number" aria-hidden="true">
            {element.number}
          </span>
          <Content element={element} state={state} />
        </button>
      ))}
    </div>
  );
}

function Content({ element, state }: Pick<Props, 'state'> & { readonly element: ScreenElement }) {
  const changed = element.states.find(({ when }) => when === state);
  const label = labelOf(element.element);
  if (changed) {
    return (
      <>
        <span className="label">{label}</span>
        <em>{changed.then}</em>
      </>
    );
  }
  const texts = element.values.map(formatValue);
  return DRAWN[shapeOf(element)]({ label, texts, values: element.values });
}

interface Drawn {
  readonly label: string;
  readonly texts: readonly string[];
  readonly values: readonly ShownValue[];
}

const DRAWN: Readonly<Record<ReturnType<typeof shapeOf>, (drawn: Drawn) => ReactNode>> = {
  bar: () => (
    <>
      <span className="label">Logo</span>
      <span>Menu</span>
    </>
  ),
  switcher: ({ label, texts }) => (
    <>
      <span className="visually-hidden">{label}</span>
      <span className="label">{texts[0]}</span>
      <span aria-hidden="true">⌄</span>
    </>
  ),
  chip: ({ label }) => <span className="label">{label} ›</span>,
  image: ({ label }) => <span className="label">{label}</span>,
  amount: ({ label, texts: [remaining = '', limit = ''] }) => (
    <>
      <span className="label">{label}</span>
      <span className="large">
        {remaining.replace(' kr', '')}/{limit}
      </span>
      <span className="quiet">based on your set limit</span>
    </>
  ),
  rows: ({ label, texts }) => (
    <>
      <span className="label">{label}</span>
      {pairs(texts).map(([merchant, amount], index) => (
        <span className="pair" key={index}>
          <span>{merchant}</span>
          <span>{amount}</span>
        </span>
      ))}
    </>
  ),
  row: ({ label, texts }) => (
    <>
      <span className="label">{label.replace(/^\d+/, texts[0] ?? '')}</span>
      <span aria-hidden="true">›</span>
    </>
  ),
  button: ({ label }) => <span className="label">{label}</span>,
  box: ({ label, texts }) => (
    <>
      <span className="label">{label}</span>
      <span>{texts.filter(Boolean).join(', ')}</span>
    </>
  ),
};

function pairs(texts: readonly string[]): (readonly [string, string])[] {
  return texts.flatMap((text, index) => (index % 2 === 0 ? [[text, texts[index + 1] ?? ''] as const] : []));
}
