"""A cable between two network namespaces that delays, jitters, loses and limits: netem, where the kernel has none.

usage: shaper.py NAMESPACE DEVICE NAMESPACE DEVICE

Makes a TAP device (Ethernet frames) in each namespace and carries frames between them. On stdin, one JSON object a
line, which replaces the one before:
    delay   one way, in ms                      jitter  at most so much more or less, in ms; frames may overtake
    loss    frames of a hundred that are lost   rate    each way, in kbit/s; 0: no limit
Prints "up" when both devices are there and a line for each change it has taken over; ends with its stdin.
"""
import ctypes
import fcntl
import heapq
import itertools
import json
import os
import random
import select
import struct
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TAP, IFF_NO_PI = 0x0002, 0x1000
LONGEST_FRAME = 2048
# A router's buffer: what would wait longer than this at the limit is dropped, in s.
LONGEST_QUEUE = 0.5
PLAIN = {"delay": 0.0, "jitter": 0.0, "loss": 0.0, "rate": 0.0}

libc = ctypes.CDLL(None, use_errno=True)


def enter(namespace):
    if libc.setns(namespace, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def tap(namespace, device):
    """The file of a new TAP device in a namespace."""
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    there = os.open("/run/netns/" + namespace, os.O_RDONLY)
    enter(there)
    file = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(file, TUNSETIFF, struct.pack("16sH", device.encode(), IFF_TAP | IFF_NO_PI))
    enter(home)
    os.close(there)
    os.close(home)
    return file


class Cable:
    def __init__(self, ends):
        self.ends = ends
        self.condition = dict(PLAIN)
        self.order = itertools.count()
        self.waiting = []
        self.busy_until = {end: 0.0 for end in ends}

    def take(self, end):
        """Reads one frame and keeps it until it is due; false if there is none."""
        try:
            frame = os.read(end, LONGEST_FRAME)
        except (BlockingIOError, OSError):
            return False
        if random.random() * 100 < self.condition["loss"]:
            return True
        sent = self.sent(end, len(frame) * 8)
        if sent is None:
            return True
        spread = self.condition["jitter"]
        due = sent + max(0.0, self.condition["delay"] + random.uniform(-spread, spread)) / 1000
        other = self.ends[1 - self.ends.index(end)]
        heapq.heappush(self.waiting, (due, next(self.order), other, frame))
        return True

    def sent(self, end, bits):
        """When the last bit has left, or None for a frame that found the queue full."""
        now = time.monotonic()
        rate = self.condition["rate"]
        if rate <= 0:
            return now
        start = max(self.busy_until[end], now)
        if start - now > LONGEST_QUEUE:
            return None
        self.busy_until[end] = start + bits / (rate * 1000)
        return self.busy_until[end]

    def deliver(self):
        while self.waiting and self.waiting[0][0] <= time.monotonic():
            _, _, end, frame = heapq.heappop(self.waiting)
            try:
                os.write(end, frame)
            except OSError:
                pass  # The device is down: that is where a frame is lost.

    def patience(self):
        """Milliseconds until something is due."""
        if not self.waiting:
            return None
        return max(0.0, (self.waiting[0][0] - time.monotonic()) * 1000)


def main():
    first, first_device, second, second_device = sys.argv[1:5]
    cable = Cable([tap(first, first_device), tap(second, second_device)])
    poll = select.poll()
    for file in [*cable.ends, sys.stdin.fileno()]:
        poll.register(file, select.POLLIN)
    print("up", flush=True)
    while True:
        for file, _ in poll.poll(cable.patience()):
            if file in cable.ends:
                while cable.take(file):
                    pass
                continue
            line = sys.stdin.readline()
            if not line:
                return
            cable.condition = {**PLAIN, **json.loads(line)}
            print(line.strip(), flush=True)
        cable.deliver()


main()
