package similar
import ("testing";"strconv";"fmt";"github.com/dateline-search/dateline/index/news")
func TestZZ(t *testing.T){
	s := newSigner(); all := stories(t)
	texts := map[int]string{}; var sigs []Signature; var ids []int; at:=map[int]int{}
	type bk struct{b int; w [width]uint16}
	buckets := map[bk][]int{}
	for i := range all { st:=&all[i]; texts[st.ID]=st.Title+" "+st.Body
		sig, ok := s.sign(&news.Article{ID: strconv.Itoa(st.ID), Title: st.Title, Body: st.Body}); if !ok {continue}
		at[st.ID]=len(sigs); sigs=append(sigs,sig); ids=append(ids,st.ID)
		for b:=range bands { k:=bk{b,[width]uint16(sig[b*width:(b+1)*width])}; buckets[k]=append(buckets[k],len(sigs)-1)}
	}
	big:=0; for _,l:=range buckets { if len(l)>big {big=len(l)}}
	n:=len(sigs)
	grams := make([]map[string]bool,n)
	g := func(i int) map[string]bool { if grams[i]==nil {grams[i]=fiveGrams(texts[ids[i]])}; return grams[i]}
	for _, least := range []float64{0.6,0.65,0.7} {
	adj := make([]map[int]float64,n)
	for _,l:=range buckets { for x:=range l { for y:=0;y<x;y++ { a,b:=l[x],l[y]; if r:=sigs[a].Resemblance(&sigs[b]); r>=least { if adj[a]==nil {adj[a]=map[int]float64{}}; if adj[b]==nil{adj[b]=map[int]float64{}}; adj[a][b]=r; adj[b][a]=r }}}}
	edges,eright:=0,0
	for a:=range adj { for b:=range adj[a] { if b<a { edges++; if jaccard(g(a),g(b))>=.5 {eright++}}}}
	// greedy
	greedy:=make([]int,n); for a:=range n { greedy[a]=a; best:=0.0; bb:=-1; for b:=range a { if r,ok:=adj[a][b]; ok && r>best {best=r;bb=b}}; if bb>=0 {greedy[a]=greedy[bb]}}
	comp:=make([]int,n); for a:=range comp{comp[a]=a}; var find func(int)int; find=func(a int)int{ if comp[a]!=a{comp[a]=find(comp[a])}; return comp[a]}
	for a:=range adj{ for b:=range adj[a]{ comp[find(a)]=find(b)}}
	for a:=range comp{ find(a)}
	pivot:=make([]int,n); for a:=range n { pivot[a]=a; best:=0.0; for b:=range a { if r,ok:=adj[a][b]; ok && pivot[b]==b && r>best {best=r;pivot[a]=b}}}
	measure:=func(name string, gr []int){
		m:=map[int][]int{}; for a,x:=range gr{m[x]=append(m[x],a)}
		pairs,right,reps,rr,biggest,groups:=0,0,0,0,0,0
		for _,l:=range m { if len(l)>biggest{biggest=len(l)}; if len(l)>1{groups++}; for x:=range l{ for y:=0;y<x;y++{ pairs++; if jaccard(g(l[x]),g(l[y]))>=.5{right++}}; if x>0 {reps++; if jaccard(g(l[0]),g(l[x]))>=.5{rr++}}}}
		known,hit:=0,0
		for _,p:=range knownPairs(t){ if p.jaccard<.8{continue}; known++; a,ok1:=at[p.a]; b,ok2:=at[p.b]; if ok1&&ok2&&gr[a]==gr[b]{hit++} else {fmt.Println("lost",p,ok1,ok2)}}
		fmt.Printf("%.2f %s: groups %d biggest %d pairs %d precision %.4f; to rep %.4f (%d); recall %.4f of %d\n",least,name,groups,biggest,pairs,float64(right)/float64(pairs),float64(rr)/float64(reps),reps,float64(hit)/float64(known),known)
	}
	fmt.Printf("least %.2f edges %d precision %.4f biggest bucket %d\n",least,edges,float64(eright)/float64(edges),big)
	measure("greedy",greedy); measure("comp",comp); measure("pivot",pivot)
	}
}
