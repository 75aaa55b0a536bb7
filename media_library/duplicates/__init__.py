"""The same picture twice: identical bytes, and copies that were saved anew, resized or cropped."""
