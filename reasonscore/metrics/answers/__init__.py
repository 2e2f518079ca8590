"""Metrics over final answers and ranked lists."""
