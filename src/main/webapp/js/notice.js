import { byId, h, setText } from './dom.js';

/** What everybody has to know before they believe what they see: a sentence from whoever has one, until they have none. */
export class Notice {
  #sentences = new Map();

  /** Says it; nothing, if {@code sentence} is empty. A button may go with it, which does something about it. */
  say(who, sentence, verb = '', act = null) {
    const known = this.#sentences.get(who);
    if (!sentence) {
      known?.remove();
      this.#sentences.delete(who);
    } else if (!known) {
      const said = h('p', {}, h('span', {}, sentence), act ? h('button', { type: 'button', onclick: act }, verb) : null);
      this.#sentences.set(who, said);
      byId('notice').append(said);
    } else {
      setText(known.firstChild, sentence);
    }
    byId('notice').hidden = !this.#sentences.size;
  }
}
