-- One number is one municipality on any day.
select earlier.unit_id, earlier.name, later.name as other_name, later.valid_from
from reference.municipality as earlier
inner join reference.municipality as later
    on
        earlier.unit_id = later.unit_id
        and (earlier.valid_from < later.valid_from
            or (earlier.valid_from = later.valid_from and earlier.name < later.name))
where earlier.valid_to is null or earlier.valid_to > later.valid_from
