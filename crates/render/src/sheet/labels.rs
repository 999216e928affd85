//! The words of the frame of a sheet.

/// The words that stand on every sheet or are read aloud, in one language. Names and numbers follow them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// "Skip to the text".
    pub skip: String,
    /// Heading of the legend.
    pub legend: String,
    /// Heading of the notes.
    pub notes: String,
    /// Heading of the footnotes.
    pub footnotes: String,
    /// Before the number of a line: "line".
    pub line: String,
    /// Words of "Page X of Y": before X, and between X and Y.
    pub page: (String, String),
    /// Before the number of a bracket.
    pub bracket: String,
    /// Before the names of holders.
    pub held_by: String,
    /// Of brackets on which nobody has ruled.
    pub undecided: String,
    /// Of a place between two brackets on which nobody has ruled, read aloud.
    pub joint: String,
    /// Of a bracket that ends in a later paragraph.
    pub continues: String,
    /// Of a bracket without its partner.
    pub stray: String,
    /// Of words that are new, and before whose they are.
    pub inserted: (String, String),
    /// Of words that are gone, and before who took them out.
    pub deleted: (String, String),
    /// Before where words stood.
    pub moved_from: String,
    /// Before where words stand now.
    pub moved_to: String,
    /// Of words to come.
    pub placeholder: String,
    /// Of an instruction.
    pub instruction: String,
    /// Of a comment of the drafters.
    pub editorial: String,
    /// Before a status.
    pub status: String,
    /// Before a remark in the margin.
    pub remark: String,
    /// Instead of a name that is not known: in Word a change or comment has an author.
    pub unnamed: String,
    /// Between the parts of what is read aloud of a mark.
    pub comma: String,
    /// What the marks mean, for the legend.
    pub meanings: Meanings,
}

/// What each mark means, in a sentence for the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanings {
    /// Of brackets.
    pub bracket: String,
    /// Of an attribution.
    pub attribution: String,
    /// Of holders as they stand in the draft.
    pub holder: String,
    /// Of the place between two brackets.
    pub joint: String,
    /// Of words that are new.
    pub inserted: String,
    /// Of words that are gone.
    pub deleted: String,
    /// Of words that were moved.
    pub moved: String,
    /// Of a placeholder.
    pub placeholder: String,
    /// Of an instruction.
    pub instruction: String,
    /// Of a comment of the drafters.
    pub editorial: String,
    /// Of a status.
    pub status: String,
    /// Of a bracket without its partner.
    pub stray: String,
    /// Words for the samples: "words", "Name".
    pub sample: (String, String),
}

impl Labels {
    /// In English.
    pub fn english() -> Self {
        let own = str::to_owned;
        Labels {
            skip: own("Skip to the text"),
            legend: own("Marks"),
            notes: own("Notes"),
            footnotes: own("Footnotes"),
            line: own("line"),
            page: (own("Page"), own("of")),
            bracket: own("bracket"),
            held_by: own("held by"),
            undecided: own("undecided"),
            joint: own("undecided whether alternatives or additions"),
            continues: own("continues in a later paragraph"),
            stray: own("bracket without its partner"),
            inserted: (own("inserted"), own("inserted by")),
            deleted: (own("deleted"), own("deleted by")),
            moved_from: own("moved from"),
            moved_to: own("moved to"),
            placeholder: own("placeholder"),
            instruction: own("instruction"),
            editorial: own("drafters’ comment"),
            status: own("status"),
            remark: own("remark"),
            unnamed: own("not stated"),
            comma: own(", "),
            meanings: Meanings {
                bracket: own("Words not agreed. Brackets may stand within brackets."),
                attribution: own("Who holds the brackets before it. Not part of the text."),
                holder: own("Who holds the words, as written in the draft."),
                joint: own(
                    "Two brackets side by side: nobody has said whether they are alternatives or additions.",
                ),
                inserted: own("New in this version, and by whom where known."),
                deleted: own("No longer in this version, and by whom where known."),
                moved: own("Stood elsewhere in the other version."),
                placeholder: own("Words to come."),
                instruction: own("About the text, not part of it."),
                editorial: own("A comment of the drafters, not an option."),
                status: own("How words stand, as written in the draft."),
                stray: own("A bracket whose partner is missing in the draft."),
                sample: (own("words"), own("Name")),
            },
        }
    }

    /// In Arabic.
    pub fn arabic() -> Self {
        let own = str::to_owned;
        Labels {
            skip: own("انتقل إلى النص"),
            legend: own("العلامات"),
            notes: own("ملاحظات"),
            footnotes: own("الحواشي"),
            line: own("السطر"),
            page: (own("صفحة"), own("من")),
            bracket: own("القوس"),
            held_by: own("يتمسك به"),
            undecided: own("لم يُبت فيه"),
            joint: own("لم يُبت في كونهما بديلين أو إضافتين"),
            continues: own("يستمر في فقرة لاحقة"),
            stray: own("قوس بلا نظير"),
            inserted: (own("مضاف"), own("أضافه")),
            deleted: (own("محذوف"), own("حذفه")),
            moved_from: own("منقول من"),
            moved_to: own("منقول إلى"),
            placeholder: own("مكان محجوز"),
            instruction: own("توجيه"),
            editorial: own("تعليق من الصائغين"),
            status: own("الحالة"),
            remark: own("ملاحظة"),
            unnamed: own("غير مذكور"),
            comma: own("، "),
            meanings: Meanings {
                bracket: own("عبارات غير متفق عليها. وقد ترد أقواس داخل أقواس."),
                attribution: own("من يتمسك بما بين القوسين قبله. وليس جزءا من النص."),
                holder: own("من يتمسك بالعبارات، كما ورد في المشروع."),
                joint: own("قوسان متجاوران: لم يقل أحد هل هما بديلان أم إضافتان."),
                inserted: own("جديد في هذه الصيغة، ومن أضافه إن كان معروفا."),
                deleted: own("لم يعد في هذه الصيغة، ومن حذفه إن كان معروفا."),
                moved: own("كان في موضع آخر في الصيغة الأخرى."),
                placeholder: own("عبارات ستأتي لاحقا."),
                instruction: own("عن النص، وليس جزءا منه."),
                editorial: own("تعليق من الصائغين، وليس خيارا."),
                status: own("حالة العبارات، كما وردت في المشروع."),
                stray: own("قوس ينقص نظيره في المشروع."),
                sample: (own("عبارات"), own("اسم")),
            },
        }
    }
}
