import { colour, ink } from './colours.js';
import { style } from './dom.js';
import { shortened } from './format.js';
import { shade } from './shade.js';

const TITLE_FONT = '600 12px system-ui, sans-serif';
const FONT = '12px system-ui, sans-serif';
const LABEL_FONT = '600 11px system-ui, sans-serif';
const SHADE = 'rgba(0, 0, 0, .55)';
const SELECTION = 'rgba(0, 114, 178, .25)';

/** Paints the layout of a view, the time range that is being selected, and the cursor at a moment, which may be null. */
export function paint({ canvas, layout, drag }, at) {
  const theme = { text: style('--text'), soft: style('--soft'), line: style('--line'), stripe: style('--page') };
  const surface = { pen: sized(canvas, layout), theme, layout };
  paintTicks(surface);
  layout.pools.forEach((pool) => paintPool(surface, pool));
  paintUnknown(surface);
  layout.pools.forEach((pool) => pool.bars.forEach((bar) => paintBar(surface, bar)));
  paintSelection(surface, drag);
  paintCursor(surface, at);
}

/** Sets the size of the canvas, which also clears it. */
function sized(canvas, { width, height }) {
  const ratio = devicePixelRatio || 1;
  canvas.style.height = `${height}px`;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}

function paintTicks({ pen, theme, layout: { ticks, plot, height } }) {
  pen.font = FONT;
  pen.textAlign = 'center';
  for (const { x, label } of ticks) {
    pen.fillStyle = theme.line;
    pen.fillRect(Math.round(x), plot.top, 1, plot.bottom - plot.top);
    pen.fillStyle = theme.soft;
    pen.fillText(label, x, height - 4);
  }
  pen.textAlign = 'left';
}

function paintPool(surface, pool) {
  const { pen, theme, layout: { numbered, plot } } = surface;
  pen.fillStyle = theme.text;
  pen.font = TITLE_FONT;
  pen.fillText(numbered ? pool.name : fitting(pen, pool.name, plot.left - 12), 0, pool.top + 14);
  paintLanes(surface, pool);
}

/** The lanes of each pool, without the titles between them. */
function paintUnknown({ pen, layout: { unknown, pools, lane } }) {
  for (const { left, right } of unknown) {
    pools.forEach(({ lanes, lanesTop }) => shade(pen, { left, top: lanesTop, width: right - left, height: lanes * lane }));
  }
}

function paintLanes({ pen, theme, layout: { lane: height, numbered, plot } }, { lanes, lanesTop }) {
  for (let lane = 0; lane < lanes; lane++) {
    const top = lanesTop + lane * height;
    if (lane % 2 === 0) {
      pen.fillStyle = theme.stripe;
      pen.fillRect(plot.left, top, plot.right - plot.left, height);
    }
    if (numbered) {
      pen.fillStyle = theme.soft;
      pen.font = FONT;
      pen.textAlign = 'right';
      pen.fillText(String(lane + 1), plot.left - 8, top + height - 4);
      pen.textAlign = 'left';
    }
  }
}

function paintBar({ pen, layout: { lane } }, { lease, left, right, top, bottom }) {
  const box = { left, top: top + 1, width: right - left, height: lane > 4 ? lane - 2 : lane - 1 };
  pen.fillStyle = colour(lease.site);
  pen.fillRect(box.left, box.top, box.width, box.height);
  if (lease.leak) {
    (lease.leak === 'leaked' ? hatch : dot)(pen, box);
  }
  if (lane >= 14 && box.width > 120) {
    pen.font = LABEL_FONT;
    const label = fitting(pen, lease.site, box.width - 12);
    if (lease.leak) {
      pen.fillStyle = colour(lease.site);
      pen.fillRect(left + 2, box.top, pen.measureText(label).width + 8, box.height);
    }
    pen.fillStyle = ink(colour(lease.site));
    pen.fillText(label, left + 6, bottom - 4.5);
  }
}

function hatch(pen, { left, top, width, height }) {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  pen.strokeStyle = SHADE;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (let x = left - height; x < left + width; x += 6) {
    pen.moveTo(x, top + height);
    pen.lineTo(x + height, top);
  }
  pen.stroke();
  pen.restore();
}

/** Dots, for leases that are suspected to have leaked. */
function dot(pen, { left, top, width, height }) {
  pen.fillStyle = SHADE;
  for (let x = left + 3; x < left + width - 1; x += 6) {
    pen.fillRect(x, top + height / 2 - 1, 2, 2);
  }
}

/** The text, shortened in the middle to this width. */
function fitting(pen, text, width) {
  let length = text.length;
  let fits = text;
  while (length > 3 && pen.measureText(fits).width > width) {
    length--;
    fits = shortened(text, length);
  }
  return fits;
}

function paintSelection({ pen, layout: { plot } }, drag) {
  if (drag && drag.to !== null) {
    pen.fillStyle = SELECTION;
    pen.fillRect(Math.min(drag.from, drag.to), 0, Math.abs(drag.to - drag.from), plot.bottom);
  }
}

function paintCursor({ pen, theme, layout: { plot, scale } }, at) {
  if (at !== null && at >= scale.from && at <= scale.to) {
    pen.fillStyle = theme.soft;
    pen.fillRect(Math.round(scale.toX(at)), 0, 1, plot.bottom);
  }
}
