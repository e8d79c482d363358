package main

// Names that the templates choose from; all are bodies, papers and agencies that
// there are, and nothing is said of them.
const (
	nicknames = `Tigers Eagles Bears Lions Hawks Wildcats Bulldogs Panthers Falcons Rams Wolves Knights Rangers Rockets
		Raptors Sharks Kings Giants Cowboys Chargers Ravens Saints Spartans Trojans Huskies Cougars Cardinals Badgers
		Gators Ducks Beavers Mustangs Pirates Royals Mariners Angels Astros Braves Brewers Cubs Dodgers Padres Phillies
		Twins Yankees Blues Bruins Canucks Flames Flyers Islanders Oilers Penguins Predators Sabres Senators Stars
		Bulls Cavaliers Celtics Clippers Grizzlies Heat Hornets Jazz Lakers Magic Mavericks Nets Nuggets Pacers Pistons
		Spurs Suns Thunder Warriors Wizards Terriers Seminoles Hurricanes Volunteers Gamecocks Razorbacks Longhorns`
	bodies = `European Commission|European Union|EU|United Nations|U.N.|UN|NATO|World Bank|International Monetary Fund|
		IMF|World Health Organization|WHO|OPEC|World Trade Organization|WTO|African Union|Arab League|ASEAN|OECD|
		International Atomic Energy Agency|IAEA|European Parliament|European Central Bank|ECB|UNICEF|Red Cross|
		International Olympic Committee|IOC|FIFA|UEFA|International Criminal Court|Security Council|G7|Mercosur|
		Federal Reserve|Congress|Senate|White House|FBI|CIA|FDA|SEC|Pentagon|Kremlin|Bundesbank|Bundestag`
	media = `Reuters|AFP|AP|dpa|Bloomberg|BBC|CNN|CNBC|Sky News|Fox News|NBC|ABC|Al Jazeera|Der Spiegel|Bild|Le Monde|
		Le Figaro|El Pais|Corriere della Sera|La Repubblica|Financial Times|New York Times|Washington Post|
		Wall Street Journal|Guardian|Daily Telegraph|Times of India|Dawn|Haaretz|Asahi|Nikkei|Globo|Clarin|NHK|RTL|ARD|ZDF`
)
