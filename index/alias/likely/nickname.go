package likely

import "strings"

// nicknames are first names that stand for each other, folded: a line for each.
// It is our own list of the commonest; spellings of one name by several ways of
// writing it in Latin letters are among them.
const nicknames = `
abdul abdel abdal
ahmad ahmed ahmet
aleksandr alexander alex aleksander oleksandr
alexei alexey aleksei aleksey alexej
andrew andy andrei andrey
anthony tony antony
barbara barb
benjamin ben
charles charlie chuck
christopher chris
daniel dan danny
david dave
dmitri dmitry dmitriy dmytro
edward ed eddie ted
elizabeth liz beth betty
emmanuel manuel
evgeny yevgeny evgeni yevgeni
francisco paco
fyodor fedor
gregory greg
hassan hasan
hussein husain hussain hossein husayn
james jim jimmy
jeffrey jeff
john johnny jon
jose pepe
joseph joe josef
katherine catherine kate kathy cathy katharine
kenneth ken
lawrence larry
margaret maggie peggy
matthew matt
michael mike mick
mohammed muhammad mohamed mohammad muhammed mohamad
nicholas nick nicolas
nikolai nikolay nikolaj
omar umar
osama usama
patrick pat paddy
peter pete
philip phil phillip
raymond ray
richard rick dick rich
robert bob rob bobby
ronald ron
samuel sam
sergei sergey serhiy sergej
stephen steve steven
suleiman suleyman sulaiman
susan sue
thomas tom tommy
timothy tim
vladimir volodymyr
volodymyr vladimir
william bill will billy
yousef yusuf youssef yousuf yusef
yuri yuriy iurii yury
`

// newNicknames gives for each first name that the list has the first of its line.
func newNicknames() map[string]string {
	table := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(nicknames)) {
		names := strings.Fields(line)
		for _, n := range names {
			if table[n] == "" {
				table[n] = names[0]
			}
		}
	}
	return table
}
