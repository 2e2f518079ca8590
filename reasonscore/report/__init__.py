"""Scores as tables for people and programs."""
