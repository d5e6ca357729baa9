import { style } from './dom.js';

/** The distance between two lines, in CSS pixels. */
const APART = 8;

/** Paints an area of a canvas as time of which nothing is known: grey, with lines that rise to the left. */
export function shade(pen, { left, top, width, height }, ratio = 1) {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  pen.fillStyle = style('--unknown');
  pen.fillRect(left, top, width, height);
  pen.strokeStyle = style('--unknown-line');
  pen.lineWidth = ratio;
  pen.beginPath();
  // The lines have the same places however wide the area is, so that they stand still while it moves.
  const step = APART * ratio;
  for (let x = Math.floor((left - height) / step) * step; x < left + width; x += step) {
    pen.moveTo(x, top);
    pen.lineTo(x + height, top + height);
  }
  pen.stroke();
  pen.restore();
}
