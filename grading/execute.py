"""The step of `nbgrader autograde` that runs the cells; nbgrader_config.py puts it in the place of the default one."""

from typing import Any

from nbgrader.preprocessors import Execute as StockExecute


class Execute(StockExecute):
    """nbgrader's execution without a browser's part of the widget protocol.

    nbclient answers a kernel that opens an Output widget as a browser would. Now and then the two wait for each
    other until the cell's timeout, and the submission loses what its later cells earn. Nobody moves a widget during
    grading, so the message goes unanswered.
    """

    def on_comm_open_jupyter_widget(self, msg: dict[str, Any]) -> None:
        """Leave a widget that opens in the kernel without a browser's side."""
