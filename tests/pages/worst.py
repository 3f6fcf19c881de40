"""Readers as bad as can be, for the process in which uploads are read."""

import os
import signal
import time

from measurealign.problems import InputError


def forever(content: bytes, name: str) -> None:
    time.sleep(600)


def greedy(content: bytes, name: str) -> int:
    return len(bytes(3_000_000_000))


def crash(content: bytes, name: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def spent(content: bytes, name: str) -> None:
    os.kill(os.getpid(), signal.SIGXCPU)  # what the system does at the limit


def talk(content: bytes, name: str) -> bytes:
    os.write(1, b"a library's chatter")
    return content


def refuse(content: bytes, name: str) -> None:
    raise InputError(f"{name}: no", "and again")


def broken(content: bytes, name: str) -> None:
    raise RuntimeError
