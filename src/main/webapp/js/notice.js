import { byId, h, setText } from './dom.js';

/** Messages at the top of the page that affect everything below, one for each source. */
export class Notice {
  #sentences = new Map();

  /** Shows the message of a source; removes it if {@code sentence} is empty. It may have a button with a label and an action. */
  show(source, sentence, label = '', act = null) {
    const shown = this.#sentences.get(source);
    if (!sentence) {
      shown?.remove();
      this.#sentences.delete(source);
    } else if (!shown) {
      const element = h('p', {}, h('span', {}, sentence), act ? h('button', { type: 'button', onclick: act }, label) : null);
      this.#sentences.set(source, element);
      byId('notice').append(element);
    } else {
      setText(shown.firstChild, sentence);
    }
    byId('notice').hidden = !this.#sentences.size;
  }
}
