"""The kinds that every institution begins with, and a first wording of the terms. Both are rows to be edited."""

from django.db import migrations

PICTURES = ["JPEG", "PNG", "WEBP", "HEIC", "TIFF"]
RECORDINGS = ["MP4", "MOV", "MP3", "M4A", "WAV", "AVI", "MPG", "TS", "FLV", "MKV", "WEBM", "FLAC", "OGG"]


def field(name, label, label_en, type="text", **more):
    return {"name": name, "label": label, "label_en": label_en, "type": type, "public": True, **more}


def choice(value, label_en):
    return {"value": value, "label_en": label_en}


KINDS = [
    {
        "code": "calligraphy",
        "prefix": "sf",
        "name": "书法",
        "name_en": "Calligraphy",
        "family": "pictures",
        "fields": [
            field(
                "script",
                "书体",
                "Script",
                "choice",
                required=True,
                choices=[
                    choice("楷书", "Regular script"),
                    choice("行书", "Running script"),
                    choice("行楷", "Running regular script"),
                    choice("草书", "Cursive script"),
                    choice("行草", "Running cursive script"),
                    choice("隶书", "Clerical script"),
                    choice("篆书", "Seal script"),
                    choice("篆刻", "Seal carving"),
                    choice("硬笔", "Hard pen"),
                ],
            ),
            field(
                "form",
                "形式",
                "Form",
                "choice",
                required=True,
                choices=[
                    choice("中堂", "Hall scroll"),
                    choice("条幅", "Hanging scroll"),
                    choice("横幅", "Horizontal scroll"),
                    choice("对联", "Couplet"),
                    choice("斗方", "Square sheet"),
                    choice("扇面", "Fan"),
                    choice("条屏", "Set of scrolls"),
                    choice("手卷", "Handscroll"),
                    choice("册页", "Album"),
                    choice("小品", "Small piece"),
                ],
            ),
            field("height_cm", "高（厘米）", "Height (cm)", "number"),
            field("width_cm", "宽（厘米）", "Width (cm)", "number"),
            field(
                "text",
                "释文",
                "Transcription",
                "body",
                required=True,
                unless={"script": ["楷书"]},
                help="作品上写的文字。楷书可以不填。",
                help_en="The words that the work shows. Regular script may go without.",
            ),
            field("material", "材质", "Material", more=True),
            field("source", "文字出处", "Source of the text", more=True, help="作者、篇名", help_en="Author and title"),
            field("seals", "款识与钤印", "Signature and seals", more=True),
        ],
        "limits": {"files_min": 1, "files_max": 12, "text_max": 5000, "formats": PICTURES},
    },
    {
        "code": "essay",
        "prefix": "wz",
        "name": "文章",
        "name_en": "Essay",
        "family": "text",
        "fields": [
            field(
                "genre",
                "体裁",
                "Genre",
                "choice",
                required=True,
                choices=[
                    choice("征文", "Essay on the theme"),
                    choice("心得体会", "Reflections"),
                    choice("散文", "Prose"),
                    choice("诗歌", "Poem"),
                    choice("报告文学", "Reportage"),
                    choice("理论文章", "Theoretical article"),
                    choice("案例故事", "Story of a case"),
                    choice("调研报告", "Study report"),
                ],
            ),
            field(
                "text",
                "正文",
                "Text",
                "body",
                required=True,
                or_file=True,
                help="粘贴全文，或在下面上传 Word 文件。空行分段。",
                help_en="Paste the whole text, or upload a Word file below. An empty line parts paragraphs.",
            ),
        ],
        "limits": {"files_min": 0, "files_max": 4, "text_max": 30000, "formats": ["TXT", "DOCX", *PICTURES]},
    },
    {
        "code": "lecture",
        "prefix": "dk",
        "name": "党课",
        "name_en": "Lecture",
        "family": "recording",
        "fields": [
            field("speaker", "主讲人", "Speaker", required=True),
            field("held_on", "讲课日期", "Held on", "date"),
            field("place", "地点", "Place"),
            field("audience", "听课人数", "Audience", "number", more=True, public=False),
            field(
                "text",
                "讲稿",
                "Script",
                "body",
                required=True,
                or_file=True,
                help="粘贴讲稿，或在下面上传讲稿文件（Word、PDF）。",
                help_en="Paste the script, or upload it below as a file (Word, PDF).",
            ),
        ],
        "limits": {
            "files_min": 1,
            "files_max": 6,
            "text_max": 60000,
            "formats": [*RECORDINGS, "PDF", "DOCX", "TXT", "SRT", "VTT", *PICTURES],
        },
    },
    {
        "code": "photograph",
        "prefix": "zp",
        "name": "照片",
        "name_en": "Photographs",
        "family": "pictures",
        "fields": [
            field("taken_on", "拍摄日期", "Taken on", "date", required=True),
            field("place", "拍摄地点", "Place", required=True),
            field("event", "事件", "Event"),
            field("people", "人物（左起）", "People (from the left)", more=True),
            field("background", "背景", "Background", "long", more=True),
        ],
        # One picture, or a set of four to eight.
        "limits": {"files_min": 1, "set_min": 4, "files_max": 8, "text_max": 3000, "formats": PICTURES},
    },
]

TERMS = """本人承诺：作品系本人（或所列作者）原创，无抄袭、代笔，无权属争议；不涉及国家秘密、审判工作秘密和个人隐私；\
涉及他人肖像的已征得本人同意，涉及未成年人的已征得监护人同意。

本人授权主办单位在本次活动的公益宣传范围内，非独占、无偿地复制、展览、放映、汇编和通过信息网络传播该作品；\
署名权归作者。主办单位可作尺寸裁切、配字幕等必要编辑，不得歪曲、篡改。作者可随时书面要求撤回。"""

TERMS_EN = """I declare that the work was made by me or by the authors named, that nothing in it is copied or \
ghost-written and that nobody disputes its ownership; that it holds no state secret, no secret of the court's work \
and no private matter of others; that people who can be recognised have agreed, for minors their guardians.

I grant the organiser a non-exclusive licence, free of charge, to copy, exhibit, screen, collect and publish the work \
online for this campaign's non-profit purposes. The right of attribution remains with the author. Necessary edits such \
as resizing or captions are allowed, distortion is not. The author may withdraw the work in writing at any time."""


def plant(apps, schema_editor):
    Kind = apps.get_model("campaigns", "Kind")
    Terms = apps.get_model("campaigns", "Terms")
    for position, kind in enumerate(KINDS, start=1):
        Kind.objects.get_or_create(code=kind["code"], defaults={**kind, "position": position})
    Terms.objects.get_or_create(name="授权承诺书", version=1, defaults={"text": TERMS, "text_en": TERMS_EN})


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
