"""The verbs of an SOP and the acts they mean. They meet small letters with one space between words."""

from typing import Final

from himpun.sop.model import Act

# Of two that begin at one place the longer counts, so that specific wording wins over general wording.
VERBS: Final[tuple[tuple[Act, tuple[str, ...]], ...]] = (
    (
        Act.FORM_TEAM,
        (
            r"membentuk\b",
            r"pembentukan tim",
            r"menetapkan tim",
            r"menunjuk tim",
        ),
    ),
    (
        Act.PLAN,
        (
            (
                r"(?:menyusun|membuat|menyiapkan|menetapkan) (?:\w+ )?(?:rencana|jadwal|program kerja|time"
                r" schedule)\w*(?: kegiatan)?"
            ),
            r"merencana\w*",
            r"menjadwal\w*",
        ),
    ),
    (
        Act.PREPARE_REQUEST,
        (
            (
                r"(?:membuat|menyiapkan|menyusun|mempersiapkan|merancang|meng?konsep)(?: (?:dan )?\w+){0,2}?"
                r" (?:format|formulir|form|blanko|template|kuesioner|surat permintaan|permintaan|surat|undangan"
                r"|nota dinas)\b"
            ),
        ),
    ),
    (
        Act.DISTRIBUTE,
        (
            (
                r"(?:menyampai\w*|membagi\w*|mengirim\w*|menyebar\w*|mendistribusi\w*|meneruskan|memberikan"
                r"|mengedarkan)(?: (?:dan )?\w+)?? (?:format|formulir|form|blanko|template|kuesioner|surat"
                r" permintaan|permintaan|surat edaran|undangan)\b"
            ),
            r"(?:meminta|permintaan) (?:\w+ )?(?:data|laporan|bahan|isian|realisasi)",
            r"mengedarkan",
            r"menyurati",
        ),
    ),
    (
        Act.MEET,
        (
            (
                r"(?:melakukan |melaksanakan |mengadakan |mengikuti |menggelar |memimpin )?\b(?:rapat|membahas"
                r"|pembahasan|musyawarah|sosialisasi|mensosialisasi\w*|bimbingan teknis|asistensi|diskusi"
                r"|mendiskusikan|mengundang|koordinasi|meng?koordinasi\w*|berkoordinasi|bimtek|merapatkan)\b"
            ),
        ),
    ),
    (
        Act.FILL,
        (
            r"mengisi\w*(?! rekomendasi)",
            (
                r"(?:menyusun|menyiapkan|mempersiapkan|membuat|melengkapi|mengentri|menginput|memasukkan)(?: dan"
                r" \w+)? (?:bahan(?:-bahan)? )?(?:data|isian|realisasi|capaian|bahan)\b"
            ),
            r"menyediakan (?:data|bahan)",
            r"melengkapi\b",
        ),
    ),
    (
        Act.RECAP,
        (
            r"(?:melakukan |melaksanakan )?(?:rekapitulasi|rekap|merekap\w*|direkap\w*)\b",
            r"mengolah",
            r"pengolahan",
            (
                r"(?:menyusun|membuat|menginput|mengetik|menyelesaikan|menyiapkan|merumuskan|menuangkan"
                r"|menulis\w*)(?: \w+){0,2}? (?:laporan|konsep|draft?|rancangan|dokumen|naskah|lkjip|lakip"
                r"|rekap\w*|telaahan)"
            ),
            r"mengetik",
            r"mencatat",
            r"menginput",
            r"mengentri",
            r"penyusunan (?:laporan|konsep|draft?|dokumen)",
            r"meramu",
            r"merangkum",
            r"mentabulasi",
        ),
    ),
    (
        Act.GATHER,
        (
            r"menghimpun",
            r"dihimpun",
            r"dikumpulkan",
            r"mengumpul\w*",
            r"pengumpulan",
            r"menginventaris\w*",
            r"meng?ompil\w*",
            r"meng?kompil\w*",
            r"menyatukan",
            r"menggabung\w*",
            r"menerima (?:\w+ )?(?:data|isian|bahan)",
        ),
    ),
    (
        Act.ANALYSE,
        (
            r"menganalis\w*",
            r"mengevaluasi\w*",
            r"menelaah",
            r"mengkaji",
            r"(?:melakukan )(?:analis\w+|evaluasi|telaah\w*)",
        ),
    ),
    (
        Act.REVIEW,
        (
            r"memeriksa",
            r"periksa\b",
            r"diperiksa",
            r"diverifikasi",
            r"divalidasi",
            r"dikoreksi",
            r"diteliti",
            r"memvalidasi\w*",
            r"memverifikasi\w*",
            r"mengoreksi\w*",
            r"mengkoreksi\w*",
            r"meneliti",
            r"mereviu",
            r"mereview",
            r"mengecek",
            r"mencermati",
            r"menguji",
            r"mencocokkan",
            r"(?:melakukan )?(?:pemeriksaan|validasi|verifikasi|koreksi|reviu|pengecekan)\b",
        ),
    ),
    (
        Act.REVISE,
        (
            r"memperbaiki",
            r"diperbaiki",
            r"merevisi",
            r"menyempurnakan",
            r"mengedit",
            r"(?:melakukan )?(?:perbaikan|revisi|penyempurnaan)\b",
        ),
    ),
    (
        Act.INITIAL,
        (
            r"memaraf",
            r"diparaf",
            r"membubuhkan paraf",
            r"memberi(?:kan)? paraf",
            r"\bparaf\b",
        ),
    ),
    (
        Act.SIGN,
        (
            r"menanda ?tangani",
            r"ditanda ?tangani",
            r"disahkan",
            r"membubuhkan tanda tangan",
            r"\btanda ?tangan\b",
            r"ttd\b",
            r"penandatanganan",
            r"mengesahkan",
            r"pengesahan",
            r"menyetujui",
            r"persetujuan\b",
            r"menetapkan",
        ),
    ),
    (
        Act.PUBLISH,
        (
            r"memp?ublikasi\w*",
            r"publikasi",
            r"mengumumkan",
            r"mengunggah",
            r"meng-?upload",
            r"didistribusikan",
            r"pendistribusian",
            r"mendistribusikan",
            r"menyebarluaskan",
            r"dipublikasikan",
        ),
    ),
    (
        Act.ARCHIVE,
        (
            r"mengarsip\w*",
            r"diarsip\w*",
            r"mendokumentasi\w*",
            r"didokumentasi\w*",
            r"menyimpan",
            r"disimpan",
            r"pengarsipan",
            r"dokumentasi\b",
            r"arsip\b",
        ),
    ),
    (
        Act.INSTRUCT,
        (
            r"memerintah\w*",
            r"\bperintah\b",
            r"menugas\w*",
            r"penugasan",
            r"mendisposisi\w*",
            r"disposisi (?=kepada|ke )",
            r"menginstruksi\w*",
            r"mengarahkan",
            r"menunjuk",
            r"memberi(?:kan)? (?:arahan|perintah|tugas|petunjuk|instruksi|disposisi)\S*",
        ),
    ),
    (
        Act.HAND_OVER,
        (
            r"menyerahkan\w*",
            r"menyampai\w*",
            r"memberikan",
            r"mengirim\w*",
            r"mengaju\w*",
            r"melapor\w*",
            r"meneruskan\w*",
            r"laporan (?=\w+(?: \w+)? kepada)",
            r"diserahkan",
            r"menyetor\w*",
            r"disampaikan",
            r"diteruskan",
            r"penyerahan",
            r"penyampaian",
            r"mengantar\w*",
        ),
    ),
)
