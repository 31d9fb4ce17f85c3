"""What a finished record tells beyond its events: tolls added up, wording by side, who is silent.

Each analysis is a function of a record and the packs. It is made when somebody asks for it and never stored, so that
no case has to be built anew for it. No step imports one; only what people see does.
"""
