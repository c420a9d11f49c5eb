-- Of the groups with the same members exactly one stands, and the others name it.
select
    member_group.group_id,
    member_group.same_members_as,
    standing.members
from core.member_group as member_group
inner join core.member_group as standing on member_group.same_members_as = standing.group_id
where standing.same_members_as is not null or standing.members <> member_group.members
