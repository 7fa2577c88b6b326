import { html } from './html.ts';

it('the html template escapes characters that could end a text or an attribute', () => {
  const value = `</textarea><script>alert("1" + '&')</script>`;
  expect(html`<p title="${value}">${value}</p>`.text).toBe(
    '<p title="&lt;/textarea&gt;&lt;script&gt;alert(&quot;1&quot; + &#39;&amp;&#39;)&lt;/script&gt;">' +
      '&lt;/textarea&gt;&lt;script&gt;alert(&quot;1&quot; + &#39;&amp;&#39;)&lt;/script&gt;</p>',
  );
});

it('the html template does not escape HTML or lists of HTML', () => {
  const words = ['a', '<b>'].map((word) => html`<i>${word}</i>`);
  expect(html`<p>${words}${html`<br />`}</p>`.text).toBe('<p><i>a</i><i>&lt;b&gt;</i><br /></p>');
});

it('the html template renders undefined as nothing and a number as its digits', () => {
  expect(html`<p>${undefined}${0}</p>`.text).toBe('<p>0</p>');
});
