{% macro build_snapshot_table(strategy, sql) -%}
    {{ adapter.dispatch('build_snapshot_table', 'dbt')(strategy, sql) }}
{%- endmacro %}

{#- The first form of a snapshot: every row of the query, valid from its time on. -#}
{% macro default__build_snapshot_table(strategy, sql) %}
    {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() %}
    select *,
        {{ strategy.scd_id }} as {{ names.dbt_scd_id }},
        {{ strategy.updated_at }} as {{ names.dbt_updated_at }},
        {{ strategy.updated_at }} as {{ names.dbt_valid_from }},
        {{ get_dbt_valid_to_current(strategy, names) }}
        {%- if strategy.hard_deletes == 'new_record' %},
        'False' as {{ names.dbt_is_deleted }}
        {%- endif %}
    from (
        {{ sql }}
    ) sbq
{% endmacro %}

{% macro snapshot_staging_table(strategy, source_sql, target_relation) -%}
    {{ adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation) }}
{%- endmacro %}

{#-
  What has to change in the snapshot, each row marked by dbt_change_type: 'insert' (a new key, or a new version of a known one),
  'update' (a version that ends because a newer one begins) and 'delete' (a version that ends because its key is gone).
-#}
{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) -%}
    {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
    {%- set keeps_deletes = strategy.hard_deletes == 'new_record' -%}
    {%- if keeps_deletes -%}
        {%- set snapshot_columns = get_list_of_column_names(get_columns_in_relation(target_relation)) -%}
    {%- endif %}
    with snapshot_query as (
        {{ source_sql }}
    ),

    snapshotted_data as (
        select *, {{ unique_key_fields(strategy.unique_key) }}
        from {{ target_relation }}
        where
            {%- if config.get('dbt_valid_to_current') %}
            ({{ names.dbt_valid_to }} = {{ config.get('dbt_valid_to_current') }} or {{ names.dbt_valid_to }} is null)
            {%- else %}
            {{ names.dbt_valid_to }} is null
            {%- endif %}
    ),

    insertions_source_data as (
        select *, {{ unique_key_fields(strategy.unique_key) }},
            {{ strategy.updated_at }} as {{ names.dbt_updated_at }},
            {{ strategy.updated_at }} as {{ names.dbt_valid_from }},
            {{ get_dbt_valid_to_current(strategy, names) }},
            {{ strategy.scd_id }} as {{ names.dbt_scd_id }}
        from snapshot_query
    ),

    updates_source_data as (
        select *, {{ unique_key_fields(strategy.unique_key) }},
            {{ strategy.updated_at }} as {{ names.dbt_updated_at }},
            {{ strategy.updated_at }} as {{ names.dbt_valid_from }},
            {{ strategy.updated_at }} as {{ names.dbt_valid_to }}
        from snapshot_query
    ),
    {%- if strategy.hard_deletes in ['invalidate', 'new_record'] %}

    deletes_source_data as (
        select *, {{ unique_key_fields(strategy.unique_key) }}
        from snapshot_query
    ),
    {%- endif %}

    insertions as (
        select
            'insert' as dbt_change_type,
            source_data.*
            {%- if keeps_deletes %},
            'False' as {{ names.dbt_is_deleted }}
            {%- endif %}
        from insertions_source_data as source_data
        left outer join snapshotted_data
            on {{ unique_key_join_on(strategy.unique_key, 'snapshotted_data', 'source_data') }}
        where {{ unique_key_is_null(strategy.unique_key, 'snapshotted_data') }}
            or ({{ unique_key_is_not_null(strategy.unique_key, 'snapshotted_data') }} and (
                {{ strategy.row_changed }}
                {%- if keeps_deletes %} or snapshotted_data.{{ names.dbt_is_deleted }} = 'True'{% endif %}
            ))
    ),

    updates as (
        select
            'update' as dbt_change_type,
            source_data.*,
            snapshotted_data.{{ names.dbt_scd_id }}
            {%- if keeps_deletes %},
            snapshotted_data.{{ names.dbt_is_deleted }}
            {%- endif %}
        from updates_source_data as source_data
        join snapshotted_data
            on {{ unique_key_join_on(strategy.unique_key, 'snapshotted_data', 'source_data') }}
        where (
            {{ strategy.row_changed }}
            {%- if keeps_deletes %} or snapshotted_data.{{ names.dbt_is_deleted }} = 'True'{% endif %}
        )
    )
    {%- if strategy.hard_deletes in ['invalidate', 'new_record'] %},

    deletes as (
        select
            'delete' as dbt_change_type,
            source_data.*,
            {{ snapshot_get_time() }} as {{ names.dbt_valid_from }},
            {{ snapshot_get_time() }} as {{ names.dbt_updated_at }},
            {{ snapshot_get_time() }} as {{ names.dbt_valid_to }},
            snapshotted_data.{{ names.dbt_scd_id }}
            {%- if keeps_deletes %},
            snapshotted_data.{{ names.dbt_is_deleted }}
            {%- endif %}
        from snapshotted_data
        left join deletes_source_data as source_data
            on {{ unique_key_join_on(strategy.unique_key, 'snapshotted_data', 'source_data') }}
        where {{ unique_key_is_null(strategy.unique_key, 'source_data') }}
            {%- if keeps_deletes %}
            and not (snapshotted_data.{{ names.dbt_is_deleted }} = 'True')
            {%- endif %}
    )
    {%- endif %}
    {%- if keeps_deletes %}
    {%- set source_columns = get_columns_in_query(source_sql) %},

    deletion_records as (
        select
            'insert' as dbt_change_type,
            {%- for name in source_columns %}
            {%- if name | lower in snapshot_columns | map('lower') | list %}
            snapshotted_data.{{ adapter.quote(name) }},
            {%- else %}
            null as {{ adapter.quote(name) }},
            {%- endif %}
            {%- endfor %}
            {%- if strategy.unique_key is string %}
            snapshotted_data.dbt_unique_key,
            {%- else %}
            {%- for key in strategy.unique_key %}
            snapshotted_data.dbt_unique_key_{{ loop.index }},
            {%- endfor %}
            {%- endif %}
            {{ snapshot_get_time() }} as {{ names.dbt_valid_from }},
            {{ snapshot_get_time() }} as {{ names.dbt_updated_at }},
            snapshotted_data.{{ names.dbt_valid_to }} as {{ names.dbt_valid_to }},
            {{ snapshot_hash_arguments(['snapshotted_data.' ~ names.dbt_scd_id, snapshot_get_time()]) }} as {{ names.dbt_scd_id }},
            'True' as {{ names.dbt_is_deleted }}
        from snapshotted_data
        left join deletes_source_data as source_data
            on {{ unique_key_join_on(strategy.unique_key, 'snapshotted_data', 'source_data') }}
        where {{ unique_key_is_null(strategy.unique_key, 'source_data') }}
            and not (snapshotted_data.{{ names.dbt_is_deleted }} = 'True')
    )
    {%- endif %}

    {{ union_by_name(
        ['insertions', 'updates']
        + (['deletes'] if strategy.hard_deletes in ['invalidate', 'new_record'] else [])
        + (['deletion_records'] if keeps_deletes else [])
    ) }}
{%- endmacro %}

{#- The parts have the same columns in different orders where the database can join them by name. -#}
{% macro union_by_name(parts) -%}
    {{ adapter.dispatch('union_by_name', 'dbt')(parts) }}
{%- endmacro %}

{% macro default__union_by_name(parts) -%}
    {%- for part in parts %}
    select * from {{ part }}
    {%- if not loop.last %}
    union all
    {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{% macro build_snapshot_staging_table(strategy, sql, target_relation) -%}
    {%- set temp_relation = make_temp_relation(target_relation) -%}
    {%- set select = snapshot_staging_table(strategy, sql, target_relation) -%}
    {%- call statement('build_snapshot_staging_relation') -%}
        {{ create_table_as(true, temp_relation, select) }}
    {%- endcall -%}
    {{ return(temp_relation) }}
{%- endmacro %}
