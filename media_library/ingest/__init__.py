"""Check what arrived: decide by bytes, limit before decoding, parse in a child process, derive what is shown."""
