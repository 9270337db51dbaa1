{#- A strategy is a macro snapshot_<name>_strategy; a project may add one. -#}
{% macro strategy_dispatch(name) -%}
    {%- set original_name = name -%}
    {%- set package = context -%}
    {%- set package_name = none -%}
    {%- if '.' in name -%}
        {%- set package_name, name = name.split('.', 1) -%}
        {%- set package = context.get(package_name) -%}
        {%- if package is none -%}
            {% do exceptions.raise_compiler_error("Could not find package '" ~ package_name ~ "', called with '" ~ original_name ~ "'") %}
        {%- endif -%}
    {%- endif -%}
    {%- set found = package.get('snapshot_' ~ name ~ '_strategy') -%}
    {%- if not found -%}
        {% do exceptions.raise_compiler_error("The specified strategy macro '" ~ name ~ "' was not found in package '" ~ package_name ~ "'") %}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}

{% macro snapshot_hash_arguments(args) -%}
    {{ adapter.dispatch('snapshot_hash_arguments', 'dbt')(args) }}
{%- endmacro %}

{% macro default__snapshot_hash_arguments(args) -%}
    md5({% for arg in args -%}
        coalesce(cast({{ arg }} as varchar), ''){{ " || '|' || " if not loop.last }}
    {%- endfor %})
{%- endmacro %}

{% macro snapshot_timestamp_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) -%}
    {%- set unique_key = model_config.get('unique_key') -%}
    {%- set updated_at = model_config.get('updated_at') -%}
    {%- set names = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
    {%- set hard_deletes = adapter.get_hard_deletes_behavior(model_config) -%}
    {%- set row_changed -%}
        ({{ snapshotted_rel }}.{{ names.dbt_valid_from }} < {{ current_rel }}.{{ updated_at }})
    {%- endset -%}
    {{ return({
        'unique_key': unique_key,
        'updated_at': updated_at,
        'row_changed': row_changed,
        'scd_id': snapshot_hash_arguments(scd_id_parts(unique_key, updated_at)),
        'invalidate_hard_deletes': hard_deletes == 'invalidate',
        'hard_deletes': hard_deletes
    }) }}
{%- endmacro %}

{% macro scd_id_parts(unique_key, updated_at) -%}
    {{ return(([unique_key] if unique_key is string else (unique_key | list)) + [updated_at]) }}
{%- endmacro %}

{% macro snapshot_string_as_time(timestamp) -%}
    {{ adapter.dispatch('snapshot_string_as_time', 'dbt')(timestamp) }}
{%- endmacro %}

{% macro default__snapshot_string_as_time(timestamp) -%}
    {{ return("cast('" ~ timestamp ~ "' as timestamp)") }}
{%- endmacro %}

{#- For check_cols: 'all': [whether columns came or went, the columns that both sides have]. -#}
{% macro snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) -%}
    {%- if not target_exists -%}
        {{ return((false, get_columns_in_query(node['compiled_code']) if check_cols_config == 'all' else check_cols_config)) }}
    {%- endif -%}
    {%- set query_columns = get_columns_in_query(node['compiled_code']) -%}
    {%- if check_cols_config == 'all' -%}
        {%- set wanted = query_columns -%}
    {%- else -%}
        {%- set wanted = check_cols_config -%}
    {%- endif -%}
    {%- set snapshot_relation = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) -%}
    {%- set existing = adapter.get_columns_in_relation(snapshot_relation) | map(attribute='name') | map('lower') | list -%}
    {%- set found = namespace(added=false, columns=[]) -%}
    {%- for name in wanted -%}
        {%- if name | lower in existing -%}
            {%- do found.columns.append(adapter.quote(name) if check_cols_config == 'all' else name) -%}
        {%- else -%}
            {%- set found.added = true -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return((found.added, found.columns)) }}
{%- endmacro %}

{% macro snapshot_check_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) -%}
    {%- set check_cols_config = model_config.get('check_cols') -%}
    {%- set unique_key = model_config.get('unique_key') -%}
    {%- set hard_deletes = adapter.get_hard_deletes_behavior(model_config) -%}
    {%- set updated_at = model_config.get('updated_at') or snapshot_get_time() -%}
    {%- if check_cols_config != 'all' and not (check_cols_config is iterable and check_cols_config is not string and check_cols_config | length > 0) -%}
        {% do exceptions.raise_compiler_error("Invalid value for 'check_cols': " ~ check_cols_config) %}
    {%- endif -%}
    {%- set column_added, check_cols = snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) -%}
    {%- set row_changed -%}
        (
        {%- if column_added -%}
            {{ get_true_sql() }}
        {%- else -%}
            {%- for name in check_cols %}
            {{ snapshotted_rel }}.{{ name }} != {{ current_rel }}.{{ name }}
            or (({{ snapshotted_rel }}.{{ name }} is null) != ({{ current_rel }}.{{ name }} is null))
            {{- ' or' if not loop.last }}
            {%- endfor -%}
        {%- endif %}
        )
    {%- endset -%}
    {{ return({
        'unique_key': unique_key,
        'updated_at': updated_at,
        'row_changed': row_changed,
        'scd_id': snapshot_hash_arguments(scd_id_parts(unique_key, updated_at)),
        'invalidate_hard_deletes': hard_deletes == 'invalidate',
        'hard_deletes': hard_deletes
    }) }}
{%- endmacro %}
