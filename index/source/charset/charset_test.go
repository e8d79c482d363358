package charset_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/dateline-search/dateline/index/source/charset"
)

func encode(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(out)
}

// The order is that of the WHATWG and of RFC 7303: mark, transport, inside.
func TestDecodeGoesBy(t *testing.T) {
	cafe := encode(t, charmap.Windows1252, "Café für 3 € – “gut”")
	tests := []struct {
		name, label string
		data        []byte
		want, set   string
		from        charset.Origin
	}{
		{"mark before label", "text/html; charset=windows-1251", []byte("\xef\xbb\xbfCafé"), "Café", "utf-8", charset.Mark},
		{"UTF-16 little", "", append([]byte("\xff\xfe"), encode(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "Ærø")...), "Ærø", "utf-16le", charset.Mark},
		{"UTF-16 big", "", append([]byte("\xfe\xff"), encode(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "Ærø")...), "Ærø", "utf-16be", charset.Mark},
		{"transport", `text/html; charset="Windows-1252"`, cafe, "Café für 3 € – “gut”", "windows-1252", charset.Transport},
		{"latin1 means windows-1252", "iso-8859-1", cafe, "Café für 3 € – “gut”", "windows-1252", charset.Transport},
		{"a type out of shape", "text/html; charset=windows-1252; ;", cafe, "Café für 3 € – “gut”", "windows-1252", charset.Transport},
		{"meta charset", "", append([]byte(`<meta charset=koi8-r>`), encode(t, charmap.KOI8R, "Мост")...), "<meta charset=koi8-r>Мост", "koi8-r", charset.Inside},
		{
			"meta http-equiv", "text/html",
			append([]byte(`<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">`), encode(t, korean.EUCKR, "항구")...),
			`<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">항구`, "euc-kr", charset.Inside,
		},
		{
			"prolog", "", append([]byte(`<?xml version="1.0" encoding="Shift_JIS"?>`), encode(t, japanese.ShiftJIS, "港")...),
			`<?xml version="1.0" encoding="Shift_JIS"?>港`, "shift_jis", charset.Inside,
		},
		{"label unknown", "x-nonsense", []byte("Café"), "Café", "utf-8", charset.Valid},
		{"said to be Latin, is UTF-8", "iso-8859-1", []byte("Café"), "Café", "utf-8", charset.Valid},
		{"said to be UTF-8, is not", "utf-8", cafe, "Café für 3 € – “gut”", "windows-1252", charset.Guess},
		{"UTF-16 inside is a lie", "", []byte(`<?xml version="1.0" encoding="UTF-16"?>é`), `<?xml version="1.0" encoding="UTF-16"?>é`, "utf-8", charset.Inside},
		{"ASCII", "", []byte("plain"), "plain", "utf-8", charset.Valid},
		{"nothing", "", nil, "", "utf-8", charset.Valid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := charset.Decode(tt.data, tt.label)
			if err != nil {
				t.Fatal(err)
			}
			if string(got.Bytes) != tt.want || got.Name != tt.set || got.From != tt.from || got.Lost != 0 {
				t.Errorf("got %q as %s by %s, %d lost; want %q as %s by %s", got.Bytes, got.Name, got.From, got.Lost, tt.want, tt.set, tt.from)
			}
		})
	}
}

func TestDecodeGuesses(t *testing.T) {
	tests := []struct {
		set  string
		e    encoding.Encoding
		text string
	}{
		{"windows-1252", charmap.Windows1252, "Le maire de Valmont a été réélu dimanche à une très large majorité, après une campagne menée tambour battant."},
		{"windows-1252", charmap.Windows1252, "Der Bürgermeister erklärte, die Brücke über die Elbmark müsse für längere Zeit geschlossen werden."},
		{"windows-1252", charmap.Windows1252, "Borgmesteren sagde, at den nye bro over åen først åbner næste forår, når prøverne er afsluttet på øen."},
		{"windows-1252", charmap.Windows1252, "La rivière est très haute, et la mère du maire a été relogée à la préfecture."},
		{"windows-1250", charmap.Windows1250, "Burmistrz zapowiedział, że nowy most zostanie otwarty wiosną przyszłego roku, gdy zakończą się próby."},
		{"windows-1251", charmap.Windows1251, "Губернатор заявил, что новый мост через реку откроют в начале следующего года."},
		{"koi8-r", charmap.KOI8R, "Губернатор заявил, что новый мост через реку откроют в начале следующего года."},
		{"windows-1250", charmap.Windows1250, "Příští týden začne oprava mostu, řekl starosta města; práce potrvají až do září, přičemž silnice zůstane uzavřená."},
		{"shift_jis", japanese.ShiftJIS, "雲港市の新しい橋は来年の春に開通する見通しだと、市長が記者会見で明らかにした。"},
		{"euc-jp", japanese.EUCJP, "雲港市の新しい橋は来年の春に開通する見通しだと、市長が記者会見で明らかにした。"},
		{"gb18030", simplifiedchinese.GBK, "云港市市长昨天表示，新的大桥将于明年春天通车，工程进展顺利，没有发生任何事故。"},
		{"big5", traditionalchinese.Big5, "雲港市市長昨天表示，新的大橋將於明年春天通車，工程進展順利，沒有發生任何事故。"},
		{"euc-kr", korean.EUCKR, "시장은 새로운 다리가 내년 봄에 개통될 것이라고 기자 회견에서 밝혔다."},
		{"windows-1253", charmap.Windows1253, "Ο δήμαρχος δήλωσε ότι η νέα γέφυρα θα ανοίξει την άνοιξη του επόμενου έτους."},
		{"windows-1256", charmap.Windows1256, "قال رئيس البلدية إن الجسر الجديد سيفتح في ربيع العام المقبل بعد انتهاء الأعمال."},
	}
	for _, tt := range tests {
		t.Run(tt.set, func(t *testing.T) {
			for name, text := range map[string]string{"alone": tt.text, "in a page": "<html><body><p>" + tt.text + "</p><p>" + strings.Repeat("<a href=x>link</a>", 50)} {
				got, err := charset.Decode(encode(t, tt.e, text), "")
				if err != nil {
					t.Fatal(err)
				}
				if got.Name != tt.set || string(got.Bytes) != text || got.From != charset.Guess {
					t.Errorf("%s: guessed %s: %.80s", name, got.Name, got.Bytes)
				}
			}
		})
	}
}

// What cannot be read is counted, never dropped.
func TestDecodeTellsWhatIsLost(t *testing.T) {
	tests := []struct {
		name, label, data string
		lost, doubled     int
	}{
		{"one bad byte in UTF-8", "utf-8", "Café, déjà vu, \xff naïve", 1, 0},
		{"cut off in the middle", "utf-8", "Café déjà v\xc3", 1, 0},
		{"half a pair of EUC-JP", "euc-jp", "\xb9\xc1\xb9", 1, 0},
		{"replaced before it came", "utf-8", "Caf\uFFFD", 1, 0},
		{"twice encoded", "utf-8", "CafÃ© dÃ©jÃ\u00a0 vu â€“ â€œnaÃ¯veâ€\u009d", 0, 7},
		{"true letters", "utf-8", "Ângela Ãtã âge", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := charset.Decode([]byte(tt.data), tt.label)
			if err != nil {
				t.Fatal(err)
			}
			if got.Lost != tt.lost || got.Doubled != tt.doubled {
				t.Errorf("%d lost, %d doubled, want %d and %d: %q", got.Lost, got.Doubled, tt.lost, tt.doubled, got.Bytes)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"", "\xff\xfe", "Caf\xe9", "<meta charset=", "\x82\xa0\x82", "<?xml encoding='big5'?>\xa4"} {
		f.Add([]byte(seed), "text/html; charset=gb18030")
		f.Add([]byte(seed), "")
	}
	f.Fuzz(func(t *testing.T, data []byte, label string) {
		got, err := charset.Decode(data, label)
		if err == nil && !utf8.Valid(got.Bytes) {
			t.Errorf("%q as %s is not UTF-8: %q", data, got.Name, got.Bytes)
		}
	})
}
