"""The numbers that bound a file, all applied before anything is decoded. One table: code, pages and tests read it."""

MEGA = 1_000_000

#: A real handscroll scan of 60,000 × 2,400 has 144 megapixels and must pass.
PICTURE_PIXELS = 250 * MEGA
#: Frames × pixels of a moving picture.
ANIMATION_PIXELS = 1000 * MEGA
PICTURE_FRAMES = 5_000
#: Notes beside the pixels, once unpacked: Photoshop's histories reach some ten megabytes, bombs hundreds.
NOTES_BYTES = 50 * MEGA

RECORDING_HOURS = 6
RECORDING_STREAMS = 32
#: Short sides of the ladder of a video; the last is the source's own where that is smaller.
VIDEO_SIDES = (360, 540, 720, 1080)
#: From this length on there is something to switch between; below it the MP4 is there at once.
HLS_FROM_SECONDS = 12
#: Small frames for the seek bar: at most so many, one for so many seconds at least, their longer side in pixels.
SPRITES = 100
SPRITE_SECONDS = 5
SPRITE_SIDE = 160
#: 8K UHD, either way up.
VIDEO_PIXELS = 7_680 * 4_320

DOCUMENT_MEMBERS = 5_000
DOCUMENT_INFLATED_BYTES = 300 * MEGA
#: One XML part, and the tags in it: a million empty paragraphs are 9 KB zipped, and took 55 s and 1 GB to convert.
DOCUMENT_XML_BYTES = 12 * MEGA
DOCUMENT_TAGS = 600_000
#: A member of more than 10 MB that inflates more than this many times is a bomb, not prose.
DOCUMENT_RATIO = 200
DOCUMENT_PICTURES = 60
PDF_PAGES = 500
PDF_SHOWN_PAGES = 40
TEXT_BYTES = 20 * MEGA
CAPTION_BYTES = 2 * MEGA

#: Widths of the ladder of WebP pictures, in pixels; never above the source.
WEBP_WIDTHS = (320, 640, 1280, 1920, 2880)
JPEG_WIDTHS = (640, 1600)
#: A later step, for pictures with this long edge or more: below it there is little to save.
AVIF_WIDTHS = (640, 1280, 1920, 2880)
AVIF_FROM = 1000
PAGE_WIDTH = 1280
#: Widths of a square that is shown large.
CLOSEUP_WIDTHS = (640, 1280)
#: From this long edge on a picture gets tiles, so that one can come close to a brush stroke.
TILES_FROM = 2000
