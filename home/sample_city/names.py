"""Names for an invented British city: of many origins, long and short.

First and last names that often go together stand together; one in five people of
Aireford has them from two places. Nobody who bears such a name is meant.
"""

FAMILIES = (
    # British Isles
    (
        "Alison Barry Beryl Callum Carol Christopher Clare Darren Deborah Denise "
        "Eileen Fiona Gareth Gillian Graham Hannah Hazel Heather Ian Jacqueline Janet "
        "Jean Jodie Julie Keith Kelly Kieran Linda Louise Malcolm Margaret Martin "
        "Maureen Megan Nigel Norman Pauline Peter Rachel Robert Rosie Ruth Shaun "
        "Sheila Simon Stephen Stuart Susan Terence Trevor Wendy Zoë",
        "Ackroyd Airey Barraclough Beaumont Birtwhistle Bland Bottomley Brearley "
        "Butterworth Clegg Crabtree Crossley Dewhirst Duckworth Earnshaw Fairclough "
        "Fothergill Gaunt Greenhalgh Haigh Hargreaves Hebblethwaite Holdsworth "
        "Illingworth Jagger Kershaw Lumb Micklethwaite Murgatroyd Naylor Ogden "
        "Pickles Priestley Ramsden Rawnsley Sagar Shackleton Sugden Sutcliffe "
        "Tattersall Thackray Tordoff Uttley Verity Walmsley Waterhouse Wigglesworth "
        "Womersley",
    ),
    # Wales, Ireland, Scotland
    (
        "Aoife Bronwen Cerys Ciara Dafydd Deirdre Eilidh Eoin Ffion Gwen Hamish Iain "
        "Morag Niall Órla Owain Rhiannon Ruairí Seán Siân Sinéad",
        "Ap-Rhys Breathnach Cadwallader Drummond Gallacher Geraghty Gilchrist "
        "Griffiths Llewellyn MacAskill McGonagle Ní-Dhomhnaill O’Shaughnessy "
        "Prydderch Quigley Urquhart",
    ),
    # South Asia
    (
        "Aisha Amrit Anjali Asif Bilal Deepa Farah Fatima Gurdeep Harjit Imran Jasmin "
        "Kavita Khadija Manjit Meena Naveed Nazia Parveen Rajesh Rukhsana Sajid Samina "
        "Shabana Sunita Tariq Usha Yasmin Zahid",
        "Ahluwalia Akhtar Bhattacharya Chaudhry Dhaliwal Ghosh Hussain Iyer Jayasuriya "
        "Kaur-Bains Lakhani Mahmood Mistry Nadarajah Patel Qureshi Rahman Sandhu "
        "Shankaranarayanan Siddique Tanveer Venkataraman",
    ),
    # Africa and the Caribbean
    (
        "Abena Adaeze Ayodele Blessing Chidi Comfort Cynthia Delphine Ebony Emeka "
        "Esi Folasade Grace Ifeoma Kofi Leroy Marcia Nkechi Olumide Patience Rohan "
        "Selam Shanice Tendai Winston Yaa",
        "Abiola Adeyinka Agyemang Asante Balogun Campbell-Reid Chikwanha Dube Ekwueme "
        "Gebremariam Hinds Idowu Kamara Mensah Mutasa Nwachukwu Nyathi Ogunleye "
        "Olanrewaju-Smith Osei-Bonsu Sesay Tekle Walcott",
    ),
    # Central and eastern Europe
    (
        "Agnieszka Andrei Bogdan Dorota Elena Grzegorz Ilinca Jarmila Kateryna Łukasz "
        "Magdalena Mihai Oksana Piotr Sorin Tomáš Zuzana Żaneta",
        "Bąk Chrzanowska Dvořák Gheorghiu Grzegorczyk Horváth Jabłońska Kovalenko "
        "Łuczak Melnyk Novotná Popescu Szczęsny Țurcanu Wiśniewska Zielińska",
    ),
    # Elsewhere
    (
        "Ana Ayşe Beatriz Cem Chun-Hei Dilan Hiwa José Lan Leila Minh Mehdi Nasrin "
        "Noor Rafael Rania Shirin Thảo Tiago Xin Yusuf",
        "Abdulkarim Al-Hashimi Çelik Chan da-Silva Demir Farrokhzad Gonçalves Haddad "
        "Karimi Lau Müller Nguyễn Öztürk Rasouli Salih Trần Wong Yılmaz Zhang",
    ),
)
# How many of a hundred have a name of each family.
SHARES = (52, 9, 17, 10, 7, 5)
MIXED, DOUBLE_BARRELLED = 0.2, 0.06

# Signs that do not come apart into a plain letter and a mark.
PLAIN = str.maketrans({"ł": "l", "Ł": "l", "ı": "i", "ø": "o", "’": "", "æ": "ae"})


def invent(dice, taken):
    """Invent a name that is not among those taken, and add it to them."""
    while True:
        family = dice.choices(FAMILIES, SHARES)[0]
        other = dice.choices(FAMILIES, SHARES)[0]
        firsts, lasts = family[0], (other if dice.random() < MIXED else family)[1]
        last = dice.choice(lasts.split())
        if dice.random() < DOUBLE_BARRELLED and "-" not in last:
            last = f"{last}-{dice.choice(other[1].split())}"
        name = f"{dice.choice(firsts.split())} {last}"
        if name not in taken:
            taken.add(name)
            return name
