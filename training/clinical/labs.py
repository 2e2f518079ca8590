"""Frames over patient records: laboratory panels, charts over time, medication lists."""

from training.clinical.labs_chart import charts
from training.clinical.labs_medicines import medications
from training.clinical.labs_panel import panels

FRAMES = [(panels, 5), (charts, 6), (medications, 4)]
