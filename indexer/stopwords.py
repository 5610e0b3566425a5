"""Polish function words, folded. They are indexed, add to a score, and are never demanded."""

_WORDS = """
    a aby acz aczkolwiek albo ale ani az bardziej bardzo bez bo bowiem by byc byl byla byli bylo
    byly bym bys bylby byloby bedzie beda bede bedac bedacy chce chciec chyba ci cie ciebie co cos
    czego czegos czemu czy czyj czyli dla dlaczego dlatego do gdy gdyby gdyz gdzie go i ich ile ilu
    im ja jak jaka jakas jaki jakich jakie jakiego jakiej jakim jakis jakies jako jakiz je jednak
    jednakze jego jej jemu jest jestem jesli jestesmy jezeli juz kiedy ktos kto kogo komu kim ktora
    ktore ktorego ktorej ktory ktorych ktorym ktorymi ktorzy lecz lub ma maja mam mamy mi miec
    mnie moga moge moj moja moje moze mozemy mozna mu musi musza my na nad nam nami nas nasz
    nasza nasze naszego naszej nia nich nie niech nim nimi niz no o ob od oraz on ona one oni
    ono pan pani po pod poniewaz przed przede przez przy sa sam sama same sami sie skad sobie soba
    ta tak taka taki takich takie takiego takim takze tam te tego tej ten tez to toba tobie totez
    trzeba tu tutaj twoj twoja twoje ty tych tylko tym tymi u w wam wami was wasz we wedlug wiec
    wszystko wy z za zas ze zeby znow zostac zostal zostala zostalo znaczy
"""

STOP_WORDS = frozenset(_WORDS.split())
