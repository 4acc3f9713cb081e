"""Akwaba: register, watch and respond at a border that receives refugees."""

__version__ = "0.1.0"
