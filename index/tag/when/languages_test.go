package when

import "testing"

// The same story in each language, of Friday, 9 May 2025; the values are read off
// a calendar.
func TestLanguages(t *testing.T) {
	for lang, samples := range map[string][]sample{
		"es": {
			{"El puente se abrió el 2 de mayo y cerró ayer.", "2 de mayo = 2025-05-02; ayer = 2025-05-08"},
			{"Fue aprobado el jueves.", "jueves = 2025-05-08"},
			{"El pleno se celebrará el jueves.", "jueves = 2025-05-15"},
			{"La semana pasada, hace dos días, en abril de 2024", "La semana pasada = 2025-W18; hace dos días = 2025-05-07; abril de 2024 = 2024-04"},
			{"por la mañana habló el alcalde mayor", ""},
			{"los días 18, 19 y 20 de junio de 2024", "18 = 2024-06-18; 19 = 2024-06-19; 20 de junio de 2024 = 2024-06-20"},
			{"en el siglo XXI, a finales de año", "siglo XXI = 20XX; finales de año = 2025"},
			{"antes de 2010 o después de 2018", "antes de 2010 = 2010; después de 2018 = 2018"},
			{"el tercer trimestre de 2024", "el tercer trimestre de 2024 = 2024-Q3"},
		},
		"fr": {
			{"Le pont a ouvert le 2 mai et a fermé hier.", "2 mai = 2025-05-02; hier = 2025-05-08"},
			{"Le conseil se réunira jeudi; il va voter vendredi.", "jeudi = 2025-05-15; vendredi = 2025-05-09"},
			{"La semaine dernière, il y a deux jours, en avril 2024", "La semaine dernière = 2025-W18; il y a deux jours = 2025-05-07; avril 2024 = 2024-04"},
			{"du 28 avril au 3 mai", "du 28 avril au 3 mai = 2025-04-28/2025-05-03"},
			{"d'ici mars 2026", "mars 2026 = 2026-03"},
			{"une mission vers la planète mars", ""},
			{"Jeudi 8 mai, le 2 mai, et en avril, a-t-il dit.", "Jeudi 8 mai = 2025-05-08; 2 mai = 2025-05-02; avril = 2025-04"},
			{"les 2 et 3 mai, au XXe siècle, en fin d'année", "2 = 2025-05-02; 3 mai = 2025-05-03; XXe siècle = 19XX; fin d'année = 2025"},
			{"à la mer, en mer", ""},
			{"le 1er janvier 2025", "1er janvier 2025 = 2025-01-01"},
		},
		"de": {
			{"Die Brücke wurde am 8. Mai eröffnet und gestern gesperrt.", "8. Mai = 2025-05-08; gestern = 2025-05-08"},
			{"Am Donnerstag sagte die Ministerin, sie werde am Montag reisen.", "Donnerstag = 2025-05-08; Montag = 2025-05-12"},
			{"Der Rat wird am Donnerstag abstimmen.", "Donnerstag = 2025-05-15"},
			{"letzte Woche, vor zwei Tagen, im April 2024", "letzte Woche = 2025-W18; vor zwei Tagen = 2025-05-07; April 2024 = 2024-04"},
			{"vom 2. bis 5. Mai 2025", "vom 2. bis 5. Mai 2025 = 2025-05-02/2025-05-05"},
			{"spätestens im März 2026", "März 2026 = 2026-03"},
			{"am 03.04.2025", "03.04.2025 = 2025-04-03"},
			{"am 2. und 3. Mai", "2 = 2025-05-02; 3. Mai = 2025-05-03"},
			{"in den 1990er Jahren", "den 1990er Jahren = 199X"},
		},
		"it": {
			{"Il ponte ha aperto il 2 maggio; ieri è stato chiuso.", "2 maggio = 2025-05-02; ieri = 2025-05-08"},
			{"entro marzo 2026", "marzo 2026 = 2026-03"},
			{"la settimana scorsa, due giorni fa, giovedì", "la settimana scorsa = 2025-W18; due giorni fa = 2025-05-07; giovedì = 2025-05-08"},
		},
		"pt": {
			{"A ponte abriu em 2 de maio e fechou ontem.", "2 de maio = 2025-05-02; ontem = 2025-05-08"},
			{"na semana passada, há dois dias, na quinta-feira", "semana passada = 2025-W18; há dois dias = 2025-05-07; quinta-feira = 2025-05-08"},
			{"a segunda vez, a quarta parte", ""},
		},
		"ar": {
			{"افتتح الجسر يوم الخميس في 8 مايو 2025", "يوم الخميس = 2025-05-08; 8 مايو 2025 = 2025-05-08"},
			{"الأسبوع الماضي", "الأسبوع الماضي = 2025-W18"},
		},
		"hi": {
			{"पुल 2 मई को खुला और गुरुवार को बंद हुआ।", "2 मई = 2025-05-02; गुरुवार = 2025-05-08"},
			{"पिछले सप्ताह", "पिछले सप्ताह = 2025-W18"},
		},
		"zh": {
			{"大桥5月2日开放，昨日关闭。", "5月2日 = 2025-05-02; 昨日 = 2025-05-08"},
			{"2024年4月，上周，周四", "2024年4月 = 2024-04; 上周 = 2025-W18; 周四 = 2025-05-08"},
		},
		"tr": {
			{"Köprü 2 Mayıs 2025'te açıldı, dün kapandı.", "2 Mayıs 2025 = 2025-05-02; dün = 2025-05-08"},
			{"geçen hafta, iki gün önce, perşembe", "geçen hafta = 2025-W18; iki gün önce = 2025-05-07; perşembe = 2025-05-08"},
		},
		"ru": {
			{"Мост открыли 2 мая, вчера его закрыли.", "2 мая = 2025-05-02; вчера = 2025-05-08"},
			{"на прошлой неделе, два дня назад, в четверг", "прошлой неделе = 2025-W18; два дня назад = 2025-05-07; четверг = 2025-05-08"},
		},
		"ja": {
			{"橋は5月2日に開通し、昨日閉鎖された。2024年4月、先週", "5月2日 = 2025-05-02; 昨日 = 2025-05-08; 2024年4月 = 2024-04; 先週 = 2025-W18"},
		},
		"ko": {
			{"다리는 5월 2일 개통됐고 어제 폐쇄됐다. 지난주 목요일", "5월 2일 = 2025-05-02; 어제 = 2025-05-08; 지난주 목요일 = 2025-05-01"},
		},
		"ur": {
			{"پل 2 مئی کو کھلا، جمعرات کو بند ہوا۔ گزشتہ ہفتے", "2 مئی = 2025-05-02; جمعرات = 2025-05-08; گزشتہ ہفتے = 2025-W18"},
		},
	} {
		t.Run(lang, func(t *testing.T) { check(t, lang, samples) })
	}
}

func BenchmarkFind(b *testing.B) {
	f, day := finder(b), dayFrom(b, "2025-05-09")
	text := ""
	for len(text) < 3600 { // 600 words
		text += "The council of Orven said on Thursday that the bridge over the river would open on May 12, two years after the flood of " +
			"2023, and that repairs last month had cost 4.2 million crowns. A spokeswoman declined to say who had ordered them. "
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		f.Find(text, Base{Day: day, Lang: "en"})
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		finder(b)
	}
}
