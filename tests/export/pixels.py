"""Pictures as pixels, read by programs that are not ours."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Pixels:
    width: int
    height: int
    rgb: bytes

    def difference(self, other: "Pixels") -> float:
        """How far apart two pictures of a size are on average, 0 … 255."""
        assert (self.width, self.height) == (other.width, other.height)
        return sum(abs(a - b) for a, b in zip(self.rgb, other.rgb)) / len(self.rgb)

    def smaller(self, width: int, height: int) -> "Pixels":
        """Averaged over blocks, so that the placing of single letters does not count."""
        done = subprocess.run(["convert", "-size", f"{self.width}x{self.height}", "-depth", "8",
                               "rgb:-", "-scale", f"{width}x{height}!", "rgb:-"],
                              input=self.rgb, capture_output=True, check=True)
        return Pixels(width, height, done.stdout)


def size_of(file: Path, frame: int = 0) -> tuple[int, int]:
    said = subprocess.run(["identify", "-format", "%w %h", f"{file}[{frame}]"],
                          capture_output=True, text=True, check=True).stdout.split()
    return int(said[0]), int(said[1])


def decoded(file: Path) -> Pixels:
    """A picture file, as ImageMagick reads it."""
    width, height = size_of(file)
    rgb = subprocess.run(["convert", str(file), "-depth", "8", "rgb:-"], capture_output=True,
                         check=True).stdout
    assert len(rgb) == 3 * width * height
    return Pixels(width, height, rgb)


def rasterised(svg: Path, into: Path) -> Pixels:
    """An SVG file, as librsvg draws it."""
    subprocess.run(["rsvg-convert", str(svg), "-o", str(into)], check=True, capture_output=True)
    return decoded(into)
