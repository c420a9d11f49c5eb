-- A row is example data exactly when its source is.
select observation.observation_id, observation.origin_id
from mart.cost_observation as observation
inner join reference.origin as origin on observation.origin_id = origin.origin_id
where observation.is_example <> origin.is_example
