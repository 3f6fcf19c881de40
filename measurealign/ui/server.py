"""Streamlit's server, kept from asking other machines who it is.

To let its own outside address in as well, Streamlit asks a machine on the internet for it: when it
starts, and again whenever a page of another site knocks. Nobody needs that here.
"""

import sys

from streamlit import net_util
from streamlit.web import cli

#: Seconds for which a page that computes keeps the interpreter while others wait for it (Python: 5
#: times as long). A page that is asked for waits for it at each of its messages and questions.
_TURN = 0.001


def main() -> None:
    """Do what `streamlit` does with the same words, and ask nobody."""
    sys.setswitchinterval(_TURN)
    net_util.get_external_ip = net_util.get_internal_ip = _nobody
    cli.main(prog_name="streamlit")


def _nobody() -> None:
    return None


if __name__ == "__main__":
    main()
