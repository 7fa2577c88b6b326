import { useId } from 'react';
import {
  type Question,
  type Service,
  faultQuestions,
  filterQuestions,
  questions,
  sentQuestions,
  valueQuestions,
  wording,
} from '#libs/briefs';
import type { Answers, Item } from './answers.ts';

type Questions = Readonly<Record<string, Question>>;

const ITEMS: Readonly<Record<string, Questions>> = {
  find_by: filterQuestions,
  values: valueQuestions,
  send: sentQuestions,
  goes_wrong: faultQuestions,
};
const RARE = ['plural', 'inside', 'order', 'if_one_fails', 'found_in'];

interface Props {
  readonly answers: Answers;
  readonly services: readonly Service[];
  readonly who: readonly string[];
  readonly onChange: (answers: Answers) => void;
}

export function BriefForm({ answers, services, who, onChange }: Props) {
  const { texts, lists } = answers;
  const setText = (key: string, text: string) => onChange({ lists, texts: { ...texts, [key]: text } });
  const setList = (key: string, list: readonly Item[]) =>
    onChange({ texts, lists: { ...lists, [key]: list } });
  const all: Questions = { ...questions, who: { ...questions.who, options: offered(who, texts.who) } };
  const rare = texts.changes === 'no' ? RARE : [...RARE, 'when_nothing'];
  const keys = Object.keys(all).filter((key) => ![...rare, 'service'].includes(key) && !(key in ITEMS));
  const field = (key: string) =>
    all[key] && (
      <Field
        key={key}
        question={all[key]}
        answers={{ about: 'such thing', ...answeredIn(texts) }}
        value={texts[key] ?? ''}
        onChange={(text) => setText(key, text)}
      />
    );
  return (
    <form className="brief" onSubmit={(event) => event.preventDefault()}>
      <label className="field">
        {questions.service.ask}
        <select value={texts.service ?? ''} onChange={(event) => setText('service', event.target.value)}>
          <option value="">Choose</option>
          {services.map(({ name, purpose }) => (
            <option key={name} value={name}>
              {name}: {purpose}
            </option>
          ))}
        </select>
      </label>
      {keys.map(field)}
      {Object.entries(ITEMS).map(([key, parts]) => (
        <Items
          key={key}
          id={key}
          question={all[key]}
          parts={parts}
          items={lists[key] ?? []}
          isSummary={texts.shows === 'one summary' && texts.changes === 'no'}
          onChange={(list) => setList(key, list)}
        />
      ))}
      <details>
        <summary>Questions that few briefs need</summary>
        {rare.map(field)}
      </details>
    </form>
  );
}

/** Keeps the chosen answer in the list, even if the answer is no longer an option. */
function offered(options: readonly string[], chosen = ''): readonly string[] {
  return chosen === '' || options.includes(chosen) ? options : [...options, chosen];
}

function answeredIn(texts: Answers['texts']): Answers['texts'] {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

interface ItemsProps {
  readonly id: string;
  readonly question: Question | undefined;
  readonly parts: Questions;
  readonly items: readonly Item[];
  /** For a summary, the form also asks what each value shows if there is no data. */
  readonly isSummary: boolean;
  readonly onChange: (items: readonly Item[]) => void;
}

function Items({ id, question, parts, items, isSummary, onChange }: ItemsProps) {
  const [title = id] = question?.ask.split(' Write []') ?? [];
  const replace = (at: number, item: Item) =>
    onChange(items.map((other, index) => (index === at ? item : other)));
  return (
    <fieldset data-question={id}>
      <legend>{title}</legend>
      {items.map((item, at) => (
        <div className="item" key={at}>
          {Object.entries(parts)
            .filter(([key]) => key !== 'empty' || isSummary)
            .map(([key, part]) => (
              <Field
                key={key}
                question={part}
                answers={item}
                value={item[key] ?? ''}
                onChange={(text) => replace(at, { ...item, [key]: text })}
              />
            ))}
          <button
            type="button"
            className="plain"
            onClick={() => onChange(items.filter((_, index) => index !== at))}
          >
            Remove
          </button>
        </div>
      ))}
      <button type="button" className="plain" onClick={() => onChange([...items, {}])}>
        {items.length === 0 ? 'Add one' : 'Add another one'}
      </button>
    </fieldset>
  );
}

interface FieldProps {
  readonly question: Question;
  readonly answers: Readonly<Record<string, string>>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ question, answers, value, onChange }: FieldProps) {
  const id = useId();
  const { options, example } = question;
  return (
    <div className="field">
      <label htmlFor={id}>{wording(question, answers)}</label>
      {options ? (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">Choose</option>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={value}
          placeholder={example}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}
