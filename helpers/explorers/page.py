"""An explorer on a page of its own: the same JavaScript, with the data in the page instead of in a kernel."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

BUNDLE = Path(__file__).parent / "static" / "explorers.js"


def fragment(kind: str, data: dict[str, Any], state: dict[str, Any], still: str) -> str:
    """Return HTML that needs no other file: `still`, which the live explorer replaces where JavaScript runs.

    Parameters
    ----------
    kind : str
        Which explorer.
    data, state : dict
        What the notebook would send to the browser; bytes travel in base64.
    still : str
        HTML of the still picture.
    """
    traits = json.dumps({"kind": kind, "data": data, "state": state}, default=_base64)
    # Inside <script> nothing but this could end it early.
    traits = traits.replace("<", "\\u003c")
    return (
        f'<div data-course-explorer>{still}<script type="application/json">{traits}</script></div>\n'
        f'<script type="module">{BUNDLE.read_text(encoding="utf-8")}</script>\n'
    )


def _base64(value: object) -> dict[str, str]:
    """Return binary data as the browser's `pageModel` reads it."""
    if not isinstance(value, bytes):
        raise TypeError(f"an explorer's data must be JSON or bytes, got {type(value).__name__}")
    return {"base64": base64.b64encode(value).decode()}
