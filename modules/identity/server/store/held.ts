/** Which memberships count, as the one piece of SQL that every question about a person's roles is made of. */

/** Of `membership m`, at the moment that `now` names (`$2`): not over, and if it is lent, still the lender's own. */
export const holds = (now: string): string => `(m.valid_until is null or m.valid_until > ${now}) and (m.delegated_by is null or exists (select 1 from identity.membership o
  where o.user_id = m.delegated_by and o.role = m.role and o.party_id is not distinct from m.party_id and o.delegated_by is null and (o.valid_until is null or o.valid_until > ${now})))`

/** As `Membership` has it. */
export const asMembership = `jsonb_build_object('role', m.role, 'partyId', m.party_id) || case when m.delegated_by is null then '{}'::jsonb else '{"delegated": true}'::jsonb end || case when m.emergency_id is null then '{}'::jsonb else '{"emergency": true}'::jsonb end`

/** The memberships of `user u` that count, as one JSON array. */
export const heldBy = (now: string): string => `coalesce((select jsonb_agg(${asMembership} order by m.role, m.party_id) from identity.membership m where m.user_id = u.id and ${holds(now)}), '[]')`
