"""Records the scheduling of any asyncio program: `python3 -m coroscope script.py`.

The events are those of the C++ runtime (EVENTS.md), one JSON object a line, so a recording of real
CPython opens in the same window and is compared with the runtime's event by event.
"""
