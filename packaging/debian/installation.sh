# Where the Debian package has what is in one folder otherwise. Sourced by bin/sealmx.
conf=/etc/sealmx
state=/var/lib/sealmx
shown_program=sealmx
shown_conf=/etc/sealmx
shown_data=/var/lib/sealmx
shown_log=/var/log/sealmx/outcomes.log
