"""What compression of the gateway saves, and what it costs the process that hears it."""

import json
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import orjson
import zstandard

from benchmarks.dials import Dials
from benchmarks.memory import AT_LEAST, IN_EACH, MEGABYTE, SERVERS
from benchmarks.servers import Servers
from benchmarks.table import Part, Row, brief

ME = {"id": "1", "username": "Maraude", "discriminator": "0", "avatar": None, "bot": True}


@dataclass(frozen=True)
class Way:
    """One way of the words over the wire: how they are packed there, and unpacked here."""

    name: str
    pack: Callable[[Sequence[bytes]], list[bytes]]
    unpack: Callable[[Sequence[bytes]], Iterator[bytes]]


def _zlib_packed(frames: Sequence[bytes]) -> list[bytes]:
    packing = zlib.compressobj()
    return [packing.compress(frame) + packing.flush(zlib.Z_SYNC_FLUSH) for frame in frames]


def _zlib_unpacked(packed: Sequence[bytes]) -> Iterator[bytes]:
    unpacking = zlib.decompressobj()
    return (unpacking.decompress(one) for one in packed)


def _zstd_packed(frames: Sequence[bytes]) -> list[bytes]:
    packing = zstandard.ZstdCompressor().compressobj()
    whole = zstandard.COMPRESSOBJ_FLUSH_BLOCK
    return [packing.compress(frame) + packing.flush(whole) for frame in frames]


def _zstd_unpacked(packed: Sequence[bytes]) -> Iterator[bytes]:
    unpacking = zstandard.ZstdDecompressor().decompressobj()
    return (unpacking.decompress(one) for one in packed)


WAYS = (
    Way("as it is written", list, iter),
    Way("zlib-stream", _zlib_packed, _zlib_unpacked),
    Way("zstd-stream (discord.py's choice here)", _zstd_packed, _zstd_unpacked),
)


async def run(dials: Dials) -> list[Part]:
    """Measure each way with what the gateway tells of many servers."""
    servers = Servers(dials.many(SERVERS, AT_LEAST), IN_EACH)
    frames = [json.dumps(guild).encode() for guild in servers.told(ME)]
    read = _seconds(frames)
    rows = [_row(way, frames, read) for way in WAYS]
    head = ("way", "on the wire (MB)", "to unpack (s)", "beside reading it with orjson (s)")
    seen = f"What the gateway tells of {servers.many:,} servers with {IN_EACH} members each."
    return [Part("wire", "Compression of the gateway", head, tuple(rows), (seen,))]


def _row(way: Way, frames: Sequence[bytes], read: float) -> Row:
    packed = way.pack(frames)
    began = time.process_time()
    whole = sum(len(frame) for frame in way.unpack(packed))
    took = time.process_time() - began
    lost = () if whole == sum(map(len, frames)) else ("not all of it came back",)
    megabytes = brief(sum(map(len, packed)) / MEGABYTE)
    return Row((way.name, megabytes, brief(took), brief(read)), (), lost)


def _seconds(frames: Sequence[bytes]) -> float:
    began = time.process_time()
    for frame in frames:
        orjson.loads(frame)
    return time.process_time() - began
