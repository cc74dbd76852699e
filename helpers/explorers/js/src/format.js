const TINY = 1e-9; // less is rounding error, not a number to read

// Numbers as a reader expects them: two decimals, more where a number is small, a true minus sign.
export function number(value, decimals = 2) {
  if (!Number.isFinite(value)) return "undefined";
  const size = Math.abs(value);
  if (size < TINY) return (0).toFixed(decimals);
  if (size >= 1e6) return value.toExponential(2).replace("e+", "e").replace("-", "−");
  // Two significant digits at least, so that a run of 0.0012 is not shown as 0.00.
  const needed = 1 - Math.floor(Math.log10(size));
  return value.toFixed(Math.max(decimals, needed)).replace("-", "−");
}

// For columns: the same number of decimals in each row.
export const fixed = (value, decimals) => value.toFixed(decimals).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");

export function withUnit(value, unit, decimals) {
  return unit ? `${number(value, decimals)} ${unit}` : number(value, decimals);
}

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
