{% macro postgres__get_create_materialized_view_as_sql(relation, sql) %}
    create materialized view if not exists {{ relation }} as {{ sql }};

    {% for index in config.get('indexes', []) -%}
        {{- get_create_index_sql(relation, index) -}}{{ ';' if not loop.last }}
    {%- endfor %}

{% endmacro %}

{% macro postgres__drop_materialized_view(relation) -%}
    drop materialized view if exists {{ relation }} cascade
{%- endmacro %}

{% macro postgres__refresh_materialized_view(relation) %}
    refresh materialized view {{ relation }}
{% endmacro %}

{% macro postgres__get_rename_materialized_view_sql(relation, new_name) %}
    alter materialized view {{ relation }} rename to {{ new_name }}
{% endmacro %}

{% macro postgres__describe_materialized_view(relation) -%}
    {{ return({'indexes': run_query(get_show_indexes_sql(relation))}) }}
{%- endmacro %}

{#- None where the view has the indexes that the model asks for; else what has to be dropped and made, in this order. -#}
{% macro postgres__get_materialized_view_configuration_changes(existing_relation, new_config) -%}
    {%- set wanted = {} -%}
    {%- for entry in new_config.get('indexes', []) -%}
        {%- set index = adapter.parse_index(entry) -%}
        {%- do wanted.update({postgres__index_key(index.columns, index.unique, index.type or 'btree'): entry}) -%}
    {%- endfor -%}
    {%- set changes = [] -%}
    {%- set kept = [] -%}
    {%- for row in postgres__describe_materialized_view(existing_relation).indexes -%}
        {%- set key = postgres__index_key(row['column_names'].split(','), row['unique'], row['method']) -%}
        {%- if key in wanted -%}
            {%- do kept.append(key) -%}
        {%- else -%}
            {%- do changes.append({'action': 'drop', 'context': {'name': row['name']}}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for key, entry in wanted.items() if key not in kept -%}
        {%- do changes.append({'action': 'create', 'context': {'as_node_config': entry}}) -%}
    {%- endfor -%}
    {{ return({'indexes': changes, 'requires_full_refresh': false} if changes else none) }}
{%- endmacro %}

{% macro postgres__index_key(columns, unique, type) -%}
    {{ return((columns | map('lower') | sort | join(',')) ~ '/' ~ unique ~ '/' ~ type) }}
{%- endmacro %}

{% macro postgres__get_alter_materialized_view_as_sql(relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) %}
    {%- if configuration_changes.requires_full_refresh %}
        {{ get_replace_sql(existing_relation, relation, sql) }}
    {%- else %}
        {{ postgres__update_indexes_on_materialized_view(relation, configuration_changes.indexes) }}
    {%- endif %}
{% endmacro %}

{% macro postgres__update_indexes_on_materialized_view(relation, index_changes) -%}
    {{- log('Applying UPDATE INDEXES to: ' ~ relation) -}}
    {%- for change in index_changes -%}
        {%- if change.action == 'drop' -%}
            {{ postgres__get_drop_index_sql(relation, change.context.name) }}
        {%- else -%}
            {{ postgres__get_create_index_sql(relation, change.context.as_node_config) }}
        {%- endif -%}
        {{ ';\n' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
