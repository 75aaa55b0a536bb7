"""The fields that the office knows for each kind, and two kinds of records: of activities, and of what was watched.

A row that an administrator has edited stays as it is; so does a kind that stands already.
"""

from importlib import import_module

from django.db import migrations

planted = import_module("campaigns.migrations.0002_kinds")
field, choice, PICTURES, RECORDINGS = planted.field, planted.choice, planted.PICTURES, planted.RECORDINGS


def later(name, label, label_en, type="text", **more):
    """A field under 更多, for whoever knows it."""
    return field(name, label, label_en, type, more=True, **more)


def size(value, height, width):
    """A paper size with its centimetres. The names are what paper is bought by; English keeps them."""
    return {
        "value": value,
        "label": f"{value}（{height} × {width} 厘米）",
        "label_en": f"{value} ({height} × {width} cm)",
    }


CALLIGRAPHY = [
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
            choice("行草", "Running cursive script"),
            choice("草书", "Cursive script"),
            choice("章草", "Draft cursive script"),
            choice("今草", "Modern cursive script"),
            choice("隶书", "Clerical script"),
            choice("篆书", "Seal script"),
            choice("大篆", "Great seal script"),
            choice("小篆", "Small seal script"),
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
            {
                **choice("对联", "Couplet"),
                "pictures": 2,
                "places": ["上联（右）", "下联（左）"],
                "places_en": ["First line (right)", "Second line (left)"],
            },
            choice("斗方", "Square sheet"),
            choice("扇面", "Fan"),
            choice("折扇", "Folding fan"),
            choice("团扇", "Round fan"),
            choice("条屏", "Set of scrolls"),
            choice("手卷", "Handscroll"),
            choice("册页", "Album"),
            choice("信札", "Letter"),
            choice("小品", "Small piece"),
            choice("印屏", "Sheet of seals"),
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
        unless={"script": ["楷书"], "source": True},
        help="作品上写的文字。楷书写明文字出处（在“更多”中）的可以不填。",
        help_en="The words that the work shows. Regular script may go without where “More” names their source.",
    ),
    later("source", "文字出处", "Source of the text", help="作者、篇名、版本", help_en="Author, title, edition"),
    later(
        "spec",
        "规格",
        "Paper size",
        "choice",
        help="填了高和宽，相近的规格会自动填上。",
        help_en="Filled in by itself where height and width come near to one.",
        choices=[
            size("三尺整张", 100, 55),
            size("三尺对开", 100, 27),
            size("三尺斗方", 55, 50),
            size("四尺整张", 138, 69),
            size("四尺对开", 138, 34),
            size("四尺斗方", 69, 69),
            size("四尺三开", 69, 46),
            size("四尺四开", 69, 34),
            size("四尺六开", 46, 34),
            size("四尺八开", 35, 34),
            size("五尺整张", 153, 84),
            size("五尺对开", 153, 42),
            size("五尺斗方", 84, 77),
            size("小六尺", 180, 69),
            size("六尺整张", 180, 97),
            size("六尺对开", 180, 49),
            size("六尺斗方", 97, 90),
            size("六尺三开", 97, 60),
            size("七尺", 238, 129),
            size("八尺整张", 248, 129),
            size("八尺屏", 234, 53),
            size("八尺斗方", 124, 124),
            size("丈二", 367, 144),
            choice("其他", "Other"),
        ],
    ),
    later(
        "orientation",
        "横竖",
        "Orientation",
        "choice",
        choices=[choice("竖式", "Upright"), choice("横式", "Horizontal"), choice("方形", "Square")],
    ),
    later("material", "材质", "Material", suggest=["生宣", "熟宣", "洒金", "绢", "其他"]),
    later("inscription", "款识", "Signature", help="落款的文字", help_en="The words of the signature"),
    later(
        "seals",
        "钤印",
        "Seals",
        help="印文和类型，如：王芳之印（姓名）、闲章两方",
        help_en="What the seals say: names, studio, leisure seals",
    ),
    later("mounting", "装裱", "Mounting", suggest=["未装裱", "已装裱", "镜框", "卷轴"]),
    later(
        "return",
        "原件是否退还",
        "Return of the original",
        "choice",
        public=False,
        choices=[
            choice("退还", "Return it"),
            choice("不退还", "Need not be returned"),
            choice("同意收藏", "May be kept as a collection"),
        ],
    ),
    later("kept_at", "实物存放位置", "Where the original is kept", public=False),
]

ESSAY = [
    *next(kind for kind in planted.KINDS if kind["code"] == "essay")["fields"],
    later(
        "first",
        "首发情况",
        "Published before",
        "choice",
        public=False,
        choices=[
            choice("未发表", "Not published"),
            choice("曾在内部刊物发表", "In an internal publication"),
            choice("曾公开发表", "In public"),
        ],
    ),
    later("references", "参考文献", "References", "long"),
    later("similarity", "查重结果", "Result of a check for copying", public=False),
]

LECTURE = [
    field("speaker", "主讲人", "Speaker", required=True),
    field("speaker_post", "主讲人职务", "Speaker's post"),
    field("held_on", "讲课日期", "Held on", "date", made=True),
    field("place", "地点", "Place"),
    later(
        "leader",
        "主讲人是否班子成员",
        "Speaker is of the leadership",
        "choice",
        public=False,
        choices=[choice("是", "Yes"), choice("否", "No")],
    ),
    later("listeners", "听课对象", "For whom"),
    later("audience", "听课人数", "Audience", "number", public=False),
    *[
        entry
        for entry in next(kind for kind in planted.KINDS if kind["code"] == "lecture")["fields"]
        if entry["type"] == "body"
    ],
    later(
        "citations",
        "引用出处",
        "Sources cited",
        "long",
        help="讲到的史实、讲话的出处，一行一条",
        help_en="Where facts and words come from, one a line",
    ),
    later(
        "recording",
        "录制授权",
        "Consent to recording",
        "choice",
        public=False,
        choices=[choice("主讲人已同意", "The speaker has agreed"), choice("尚未取得", "Not yet")],
    ),
]

PHOTOGRAPH = [
    field("taken_on", "拍摄日期", "Taken on", "date", required=True, made=True, from_file="taken"),
    field("place", "拍摄地点", "Place", required=True),
    # Not required: pages that stand already could not be edited without it. A call may insist on it.
    field("event", "事件", "Event"),
    field("people", "人物（左起）", "People (from the left)"),
    later(
        "photographer", "摄影者", "Photographer", help="与作者不同时填写", help_en="Where it is not the author"
    ),
    later("background", "背景", "Background", "long"),
    later("camera", "相机", "Camera", from_file="camera"),
    later("processing", "后期处理说明", "Editing done", "long", public=False),
]

ACTIVITY = {
    "code": "activity",
    "prefix": "hd",
    "name": "活动记录",
    "name_en": "Activity record",
    "family": "record",
    "fields": [
        field("title", "活动名称", "Name of the activity", "title"),
        field("held_on", "活动日期", "Date", "date", required=True, made=True, from_file="taken"),
        field(
            "venue",
            "场所类型",
            "Type of venue",
            "choice",
            choices=[
                choice("爱国主义教育基地", "Base of patriotic education"),
                choice("国防教育基地", "Base of national defence education"),
                choice("党员教育基地", "Base of Party members' education"),
                choice("感恩教育基地", "Base of gratitude education"),
                choice("其他", "Other"),
            ],
        ),
        field(
            "place",
            "基地或地点",
            "Base or place",
            required=True,
            help="名称和所在地",
            help_en="Its name, and where it is",
        ),
        field(
            "forms",
            "活动形式",
            "What was done",
            "many",
            required=True,
            choices=[
                choice("参观学习", "Visit"),
                choice("研学交流", "Study and exchange"),
                choice("缅怀祭扫", "Commemoration"),
                choice("升旗仪式", "Raising of the flag"),
                choice("体验互动", "Hands-on"),
                choice("宣誓", "Oath"),
                choice("党课", "Lecture"),
                choice("宣讲", "Talks"),
                choice("志愿服务", "Voluntary service"),
                choice("收听收看", "Watching and listening"),
            ],
        ),
        field("text", "活动经过", "What happened", "body", required=True, or_file=True),
        later("attended", "参加人数", "Number of people", "number"),
        later("organiser", "组织单位", "Organiser"),
        later(
            "level",
            "基地级别",
            "Level of the base",
            "choice",
            choices=[
                choice("国家级", "National"),
                choice("省级", "Provincial"),
                choice("州级", "Prefectural"),
                choice("县级", "County"),
            ],
        ),
    ],
    "limits": {
        "files_min": 1,
        "files_max": 20,
        "text_max": 10000,
        "formats": [*PICTURES, *RECORDINGS, "PDF", "DOCX", "TXT"],
    },
    "position": 5,
}

SCREENING = {
    "code": "screening",
    "prefix": "st",
    "name": "收听收看",
    "name_en": "Screening record",
    "family": "record",
    "fields": [
        field("title", "片名、书名或节目", "Film, book or programme", "title"),
        field(
            "programme",
            "类型",
            "Type",
            "choice",
            required=True,
            choices=[
                choice("文献专题片", "Documentary"),
                choice("影视文艺", "Film, television or stage"),
                choice("图书", "Book"),
            ],
        ),
        field("held_on", "日期", "Date", "date", required=True, made=True, from_file="taken"),
        field("place", "地点", "Place", required=True),
        field("expected", "应到人数", "Expected", "number"),
        field("attended", "实到人数", "Attended", "number"),
        later("organiser", "组织单位", "Organiser"),
    ],
    "limits": {"files_min": 1, "files_max": 12, "formats": [*PICTURES, "PDF", "DOCX"]},
    "position": 6,
}

FIELDS = {"calligraphy": CALLIGRAPHY, "essay": ESSAY, "lecture": LECTURE, "photograph": PHOTOGRAPH}


def plant(apps, schema_editor):
    """New fields where the row still has the ones it was planted with; the new kinds where neither name is taken."""
    Kind = apps.get_model("campaigns", "Kind")
    for before in planted.KINDS:
        for kind in Kind.objects.filter(code=before["code"]):
            if kind.fields == before["fields"]:
                kind.fields = FIELDS[kind.code]
                kind.save(update_fields=["fields"])
    for new in (ACTIVITY, SCREENING):
        taken = Kind.objects.filter(code=new["code"]) | Kind.objects.filter(prefix=new["prefix"])
        if not taken.exists():
            Kind.objects.create(**new)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_kinds")]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
